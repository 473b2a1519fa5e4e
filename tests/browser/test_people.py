"""A coordinator sets up a department and a person; the person comes in."""

LOGIN, OWN_PASSWORD = "nanzheng.weather", "Quiet-River-77"


def test_a_department_and_a_person_are_added_and_the_person_signs_in(site, desk, sit_down):
    desk.sign_in("nanzheng.admin", site.password)
    desk.follow("机构人员")
    desk.follow("新建部门")
    desk.press("保存")
    assert "单位名称" in desk.page.locator(".form-errors").inner_text()
    desk.look("department-refused")
    desk.fill(name="区气象局", short_name="气象局")
    desk.page.get_by_label("相关监管部门").check()
    desk.press("保存")
    assert "部门已建立" in desk.text()

    desk.open("/610703/members/")
    desk.follow("新建账号")
    desk.fill(name="苏望晴", username=LOGIN, employee_number="QX-001")
    desk.page.locator("[name=role]").select_option("officer")
    desk.page.locator("[name=department]").select_option(label="区气象局")
    desk.press("建立账号")
    password = desk.page.locator("code.once").inner_text()
    desk.look("temporary-password")

    other = sit_down()
    other.sign_in(LOGIN, password)
    assert other.path == "/account/password/change/"
    other.fill(oldpassword=password, password1=OWN_PASSWORD, password2=OWN_PASSWORD)
    other.press("修改密码")
    other.open("/")
    assert "区气象局 执法人员" in other.page.locator(".bar-place").inner_text()
    other.open("/610703/departments/add/", status=403)
    other.look("not-allowed")
