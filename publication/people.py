"""How names of private persons stand in official sentences (DOMAIN 5.2 no. 26, 5.3). Pure: no database.

A name is known by what stands before it (当事人, 见证人 …) or behind it (先生, 签字 …), never by its look alone: most
texts are about companies, addresses and laws that begin like a name. Those acting in their office stay named (R118).
"""

import re
from collections.abc import Sequence

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟"
    "汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温"
    "芦季俞章鲁葛伍韦申尤毕聂丛焦柳邢岳齐沿梅莫庄辛管祝左涂谷祁耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游裴席卫屈鲍霍翁隋"
    "甘景薄单柏宁柯阮桂闵解强柴车冉边辜古时瞿闫肖付仇骆宫滕刁褚娄邬沙臧"
)
_COMPOUND = (
    "欧阳|司马|上官|诸葛|司徒|司空|东方|尉迟|皇甫|慕容|令狐|公孙|长孙|宇文|夏侯|轩辕|端木|独孤|南宫|西门|百里|呼延"
)
_NO_NAME = (
    "安全|安排|安装|高度|高温|高压|高级|高处|高于|马上|方面|方式|方可|方法|方案|方向|成立|成员|成本|成品|时间|时候|时常|常年|常见"
    "|常规|金额|金属|康复|温度|白天|黄金|江苏|万元|万余|万件|施工|施行|施救|席位|车辆|车间|车主|石材|石油|毛巾|毛利|毛重|牛肉"
    "|牛奶|关闭|关于|关系|关键|文件|文化|文明|文字|严重|严格|严禁|危险|祝贺|习惯|左右|边缘|古城|温馨|路边|路口|路面|路段|包装"
    "|管理|管道|管控|管辖|金融|强制|强行|强令|解除|解释|解决|解聘|易燃|易爆|易制|易耗|戴口|戴手|戴帽|戴工|单位|单独|单方|单据"
    "|许可|许诺|陈述|陈列|陈旧|余款|余额|余人|余下|曾经|曾因|曾多|曾被|曾于|周边|周围|周转|周期|周一|周二|周三|周四|周五|周六"
    "|周日|何时|何处|何人|何种|何地|任命|任职|任期|任何|任意|任务|申请|申报|申辩|申诉|申领|申明|申述|申办|宁夏|宁波|湖北|田间"
    "|于当|于现|于本|于该|于上|于下|于同|于次|于今|于近|于检|于店|于前|于后|于我|于其|于是|于每|于一|于年|项目|项下|章程|段时"
    "|游客|游泳|武装|武术|钱款|钱物|齐全|齐备|盛装|盛放|夏季|夏天|秋季|顾客|苗木|苗圃|沙石|柴油|谷物|宫颈|童装|童车|兰州|西安"
    "|汉中|林业|林木|林地|水利|农业|莫名|甘肃|卫生|史料|季度|季节|程序|程度|侯审|尤其|毕业|毕竟|费用|景区|景点|沿街|沿线|游乐"
    "|龙头|雷电|雷同|洪水|高校|高中|高速|高空|高价|胡同|胡乱|林权|杜绝|叶片|叶菜|鲁莽|曲折|乔木|孔洞|岳父|岳母|梁柱|唐突|石棉"
    "|江水|江边|白酒|白条|白色|黄色|金色|金银|贺卡|柳州|桂林|桂花|梅花|兰花|牛羊|马匹|龙虾|熊猫|侯车|向|应|方便|方圆|成分|成交"
    "|成套|成为|成年|时段|时效|时限|单价|单证|关停|关门|关注|文书|文档|文本|章节|施肥|施用|易于|严加|付款|付出|付费|付清|付给|肖像|石膏|石子|石灰|石板|石料|童工|童年|辛苦|辛劳|常备|常识|常设|范围|范本|范例|雷管|罗列|成长|成绩"
    "|成果|成熟|成套|钟情|钟表|钟点|贺信|严厉|严肃|路过|路灯|龙门|白蚁|白菜|白糖|白班|安置|安保|安检|安抚|安居|任免|任一|余热|游玩|凌晨"
    "|凌乱|鲁班|景观|江西|汪洋|高效|高质|高峰|万一|金钱|金店|金饰|马路|文具|文艺|文印|方针|方位|颜色|颜料|常住|常用|常温|路径|路灯"
)
_FUNCTION = "在于未不的与和及等已因系为是有无被说称也并均就按、"
_WORDS_BEHIND = (
    "反映|表示|陈述|承认|拒绝|拒不|确认|当场|当面|当日|出示|提供|从事|先生|女士|进行|经营|健康|身份|电话|手机|死亡|受伤|住院|年龄|家属"
    "|陪同|患有|罹患|签字|签名|签收|到场|现场|在场|食用|购买|发生|出现|使用|驾驶|操作|作业|上岗|从业|发现|要求|认为|声称|反馈|投诉|举报"
    "|没有|同意|负责|担任|违法|违规|违反|佩戴|佩带|取得|办理|办公|持有|持证|无证|正在|仍然|仍在|曾经|年满|性别"
)
_BEHIND = (
    f"[在于未不的与和及等已因系为是有无被说称也并均就按对到现将先持处送受由向以所自患诉仍曾正男女]|{_WORDS_BEHIND}"
)
_HAN = "\u4e00-\u9fff"
_GIVEN = f"(?:(?![{_FUNCTION}]|{_WORDS_BEHIND})[{_HAN}])"
_NAME = (
    f"(?!{_NO_NAME})(?:(?:{_COMPOUND}){_GIVEN}{{1,2}}|[{_SURNAMES}]{_GIVEN}{{1,2}}"
    f"|[{_HAN}]{{2,6}}(?:·{_GIVEN}{{2,8}}){{1,2}})"
)
_END = f"(?=$|[^{_HAN}·]|{_BEHIND})"
_NAMES = f"{_NAME}(?:[、和与及]{_NAME})*{_END}"
_ROLE = (
    "法定代表人|法人代表|法人|负责人|经营者|业主|店主|店长|老板|厂长|总经理|经理|当事人|被检查人|被询问人|询问对象|行为人|见证人|在场人"
    "|在场人员|陪同人员|陪同人|证人|投诉人|举报人|反映人|报案人|受害人|被害人|伤者|患者|病人|死者|消费者|顾客|员工|职工|工人|学徒|帮工"
    "|从业人员|工作人员|服务员|保洁员|厨师|司机|驾驶员|代理人|联系人|家属|监护人|家长|学生|儿童|未成年人|幼儿|男孩|女孩|男童|女童"
    "|孩子|居民|村民|租客|房东|股东|实际控制人|签收人|接收人|姓名"
)
_IN_OFFICE = "(?<!检查组)(?<!执法组)(?<!监管所)(?<!司法所)(?<!派出所)(?<!执法队)(?<!我局)(?<!本局)"
_LINK = "(?:[:：]|为|是|系|[ 　]|（[^（）]{1,12}）|（|的姓名|姓名){0,3}"

_TELLS = "先生|女士|大爷|大妈|老人|陈述|自述|供述|承认|签字|签名|拒绝签"

ROLES = re.compile(_ROLE)
"""What a name follows in `NAMED_BEFORE`."""

TELLS = re.compile(_TELLS)
"""What follows a name in `NAMED_BEHIND`."""

NAMED_BEFORE = re.compile(f"{_IN_OFFICE}(?:{_ROLE}){_LINK}({_NAMES})")
"""当事人张三、见证人：李四和王五; group 1 is the names."""

NAMED_BEHIND = re.compile(f"(?:(?<![{_HAN}])|(?<=[经由据向对询问]))({_NAME})(?={_TELLS})")
"""经李四签字, ，王五陈述; group 1 is the name."""

_BUSINESS = (
    "有限公司|有限责任公司|公司|集团|企业|店|馆|厂|超市|商行|商场|诊所|医院|药房|药店|合作社|经营部|门市|铺|饭庄|酒楼|餐厅|食府|农庄|牧场|农场|家庭农场"
    "|工作室|作坊|摊|坊|小吃|面皮|米线|烧烤|火锅|网吧|宾馆|酒店|客栈|幼儿园|学校|培训|律师|事务所|工程队|加油站|养殖|个体"
)
_INSIDE = f"(?:(?![{_FUNCTION}说称对到将经向])[{_HAN}]){{0,8}}?"


def family_name(name: str) -> str:
    """The family name and 某 for each other sign: 王五 → 王某, 欧阳修文 → 欧阳某某; a dotted name keeps one sign."""
    if "·" in name:
        return name[:1] + "某某"
    kept = 2 if re.match(_COMPOUND, name) and len(name) > 2 else 1
    return name[:kept] + "某" * (len(name) - kept)


def family_names(names: str) -> str:
    """The same for names in a row."""
    return re.sub("[^、和与及]+", lambda name: family_name(name.group()), names)


def is_a_name(text: str) -> bool:
    """Whether a text is the name of a person, as a title such as 当事人 or a remark is not."""
    return re.fullmatch(f"{_NAME}|[A-Za-z .·]{{4,}}", text.strip()) is not None


def named(persons: Sequence[str]) -> re.Pattern[str] | None:
    """Where one of these known persons is named, the name of a company that bears theirs excepted; None without any."""
    names = sorted({one.strip() for one in persons if len(one.strip()) > 1}, key=len, reverse=True)
    if not names:
        return None
    return re.compile(f"(?:{'|'.join(map(re.escape, names))})(?!{_INSIDE}(?:{_BUSINESS}))")
