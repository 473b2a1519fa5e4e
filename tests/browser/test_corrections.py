"""A published result is corrected by two people; the public site opens its four doors."""

WHY = "检查事项表述不准确，按清单规范"


def test_a_published_result_is_corrected_by_two_people(site, sit_down):
    officer = sit_down()
    officer.sign_in("nanzheng.officer2", site.password)
    officer.open("/610703/publication/?state=published&kind=inspection_result")
    officer.page.get_by_role("link", name="检查结果（区人力资源和社会保障局）").first.click()
    officer.look("correction-published")
    officer.follow("更正公示")
    officer.look("correction-form")
    officer.fill(content="对用人单位依法用工情况的监管（劳动合同订立情况）", correction_reason=WHY)
    officer.press("提出更正")
    assert WHY in officer.text()
    address = officer.path
    officer.open("/610703/publication/ledger/")
    officer.look("correction-ledger")
    checker = sit_down()
    checker.sign_in("nanzheng.labour", site.password)
    checker.open(f"{address}check/")
    checker.look("correction-check")
    assert "劳动合同订立情况" in checker.text()


def test_the_public_site_opens_its_four_doors(desk):
    desk.open("/open/")
    desk.look("public-home")
    for word, name in (("清单", "lists"), ("计划", "plans"), ("结果", "results"), ("我要反映", "report")):
        desk.open("/open/")
        desk.page.locator(".public-four a", has_text=word).first.click()
        desk.page.wait_for_url(f"**/open/doors/{name}/")
        desk.look(f"public-door-{name}")
        assert word in desk.text()
