"""Sign-in and second factor speak our words."""

import pytest


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/account/password/change/", ["当前密码", "新密码", "再输一次新密码", "至少 10 个字符"]),
        ("/account/second-factor/totp/activate/", ["验证码", "扫描二维码", "data:image/svg+xml"]),
        ("/account/second-factor/", ["手机验证器", "未启用"]),
        ("/account/sessions/", ["登录设备", "本机"]),
    ],
)
def test_the_pages_of_ones_own_account(sign_in, officer, address, words):
    page = sign_in(officer).get(address).content.decode()
    for word in words:
        assert word in page
    assert "placeholder" not in page.split("<main")[1]


def test_the_door_asks_for_name_or_number(client, db):
    page = client.get("/account/login/").content.decode()
    assert "登录名或工号" in page
    assert "账号由本单位的部门管理员开设" in page
