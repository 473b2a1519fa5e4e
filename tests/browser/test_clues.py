"""A clue from the finding it comes from to its answer: the sender, the receiver, who oversees."""


def test_a_finding_is_sent_to_another_department_and_answered(site, sit_down):
    labour = sit_down()
    labour.sign_in("nanzheng.officer2", site.password)
    labour.open("/610703/findings/")
    labour.follow("包装车间2名职工入职满2个月未订立书面劳动合同。")
    labour.look("clues-finding")
    labour.follow("移送其他部门")
    labour.look("clues-hand-over")
    labour.page.get_by_label("接收部门").select_option(label="区税务局")
    labour.fill(reason="社会保险费由税务部门征收")
    labour.press("移送")
    assert "不必重复移送" in labour.text()
    labour.look("clues-again")
    labour.follow("线索")
    labour.look("clues-list")

    tax = sit_down()
    tax.sign_in("nanzheng.tax", site.password)
    assert "接收线索" in tax.text()
    tax.follow("线索")
    tax.follow("汉中汉山春茶业有限公司")
    tax.look("clues-received")
    tax.follow("接收")
    tax.look("clues-accept")
    tax.press("接收")
    tax.follow("反馈核查结果")
    tax.page.get_by_label("属实", exact=True).check()
    tax.fill(text="两名职工自入职起未申报，已责令补缴。")
    tax.press("反馈核查结果")
    tax.look("clues-answered")


def test_who_oversees_reads_what_came_back(site, desk):
    desk.sign_in("nanzheng.admin", site.password)
    desk.open("/610703/clues/?state=returned")
    desk.follow("汉中汉山春茶业有限公司")
    assert "退回理由" in desk.text()
    desk.look("clues-returned")
