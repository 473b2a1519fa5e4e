"""An officer adds an object that is almost there already, enrols it, tags several, and closes one."""

from registry.uscc import check_mark

CODE = "92610703000009999" + check_mark("92610703000009999")


def test_the_library_is_kept(site, desk):
    desk.sign_in("nanzheng.officer", site.password)
    desk.follow("监管对象")
    desk.look("objects")
    desk.page.locator("#id_q").fill("hsccy")
    desk.page.locator("#id_q").press("Enter")
    desk.page.get_by_text("共 1 条").wait_for()
    desk.follow("汉中汉山春茶业有限公司")
    desk.look("object-file")

    desk.open("/610703/objects/new/")
    desk.look("object-kinds")
    desk.follow("个体工商户")
    desk.fill(name="南郑区 老石桥面皮店", uscc="123")
    desk.press("保存")
    assert "可能是同一个对象" in desk.text()
    desk.look("object-doubles")
    desk.fill(name="南郑区法镇山里人家农家乐", uscc=CODE, address="法镇沙坝村", detail_operator="米东来")
    desk.press("保存")
    assert "监管对象已入库" in desk.text()
    desk.follow("纳入本部门名录")
    desk.fill(basis="食品安全监管", contact="米东来", contact_mobile="13900000699")
    desk.look("object-enrol")
    desk.press("保存")
    assert "已纳入本部门名录" in desk.text()

    desk.open("/610703/objects/?kind=school")
    for tick in desk.page.locator('input[name="row"]').all():
        tick.check()
    desk.press("打标签")
    desk.page.locator("[name=tag]").select_option(label="人员密集场所")
    desk.fill(reason="秋季开学前排查")
    desk.look("objects-tag")
    desk.press("保存")
    assert "个对象打上标签" in desk.text()

    desk.open("/610703/objects/?q=汉山春茶业")
    desk.follow("汉中汉山春茶业有限公司")
    desk.page.locator(".head summary, summary").filter(has_text="更多").first.click()
    desk.page.get_by_role("link", name="停业（停用）…").click()
    desk.look("object-suspend")
    desk.press("停业（停用）")
    assert "须填写理由" in desk.text() or "必填" in desk.text() or "这个字段是必填项" in desk.text()
    desk.fill(note="企业申请停业三个月")
    desk.press("停业（停用）")
    assert "暂停监管（区税务局）" in desk.text()
