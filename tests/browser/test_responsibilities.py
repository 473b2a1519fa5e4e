"""The district sees what is nobody's, and the map opens the gap."""


def test_a_red_square_opens_the_page_that_mends_it(site, desk):
    desk.sign_in("nanzheng.admin", site.password)
    desk.open("/610703/items/seats/")
    desk.look("items-seats")
    desk.open("/610703/items/heat/")
    desk.look("items-heat")
    desk.page.get_by_role("link", name="缺少承办人，点击补齐").first.click()
    assert "的承办人" in desk.text()
    desk.look("items-assign")


def test_the_city_looks_at_the_places_below(site, desk):
    desk.sign_in("hanzhong.leader", site.password)
    desk.open("/610700/items/heat/below/")
    assert "本地尚无生效事项" in desk.text()
    desk.look("items-heat_below")
