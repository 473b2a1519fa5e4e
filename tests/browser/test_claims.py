"""A district settles what the city's list brings: claims, declines, merges a change without losing its own."""


def test_the_district_merges_what_the_city_changed(site, sit_down):
    district = sit_down()
    district.sign_in("nanzheng.admin", site.password)
    district.open("/610703/items/claims/")
    district.look("items-claims")
    district.follow("对用人单位依法用工情况的监管")
    district.look("items-claim")
    district.follow("合并上级改动")
    district.look("items-claim_merge")
    assert "上级和本地都改过" in district.text()
    for fieldset in district.page.locator(".merge-both .merge-take").all():
        fieldset.get_by_label("用上级").check()
    district.fill(reason="监管对象和层级按区里实际填写")
    district.press("按选定内容合并")
    assert "每年2次" in district.text()
    assert "起草" in district.text()
    district.open("/610703/items/claims/")
    district.page.locator("table a", has_text="预拌混凝土").click()
    district.follow("调整后认领")
    district.look("items-claim_adapt")


def test_the_city_sees_how_far_its_districts_are(site, desk):
    desk.sign_in("hanzhong.admin", site.password)
    desk.open("/610700/items/claims/below/")
    assert "不认领" in desk.text()
    desk.look("items-claims_below")
