"""A duty nobody answers for: the decider hears both sides; the boundary list says where approval ends."""


def test_a_matter_in_consultation_and_the_boundary_list(site, desk):
    desk.sign_in("nanzheng.staffing", site.password)
    desk.open("/610703/items/matters/")
    desk.look("items-matters")
    desk.follow("密室逃脱类场所的安全监管责任")
    assert "涉及本部门，应共同负责" in desk.text()
    desk.look("items-matter")
    desk.follow("裁定")
    desk.look("items-decide_matter")
    desk.open("/610703/items/boundaries/")
    assert "瓶装燃气经营许可" in desk.text()
    desk.look("items-boundaries")
