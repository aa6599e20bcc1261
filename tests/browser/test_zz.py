import pytest
from tests.browser import shelf
from tests.browser.test_templates import RULES, DESKTOP, PHONE
def test_admin(full_portal, browser, new_page, complaints):
    from axe_playwright_python.sync_playwright import Axe
    complaints.expect("")
    page = new_page(full_portal)
    def look(name):
        page.wait_for_load_state("networkidle")
        for size, scheme in ((DESKTOP,"light"),(DESKTOP,"dark"),(PHONE,"light")):
            page.set_viewport_size(size); page.emulate_media(color_scheme=scheme)
            r = Axe().run(page, options={**RULES, "iframes": False}).response
            print("==", name, size["width"], scheme, [ (v["id"], v["impact"], len(v["nodes"]), v["nodes"][0]["html"][:160], v["nodes"][0]["any"][0]["message"][:150] if v["nodes"][0]["any"] else "") for v in r["violations"]])
        page.set_viewport_size(DESKTOP); page.emulate_media(color_scheme="light")
        page.screenshot(path=f"/tmp/bt/admin-{name}.png", full_page=True)
    page.goto("/admin/login/"); look("login")
    page.get_by_label("Uživatelské jméno").fill("x"); page.get_by_label("Heslo").first.fill("y"); page.locator("[type=submit]").click(); look("login-wrong")
    for n,p in [("heslo","/admin/heslo/"),("odeslano","/admin/heslo/odeslano/"),("bad","/admin/heslo/MQ/abc-123/"),("hotovo","/admin/heslo/hotovo/")]:
        page.goto(p); look(n)
    page.goto("/admin/login/")
    page.get_by_label("Uživatelské jméno").fill(shelf.EDITOR); page.get_by_label("Heslo").first.fill(shelf.PASSWORD); page.locator("[type=submit]").click()
    look("index")
    for n,p in [("list","/admin/news/article/"),("add","/admin/news/article/add/"),("pictures","/admin/library/picture/"),("picture-add","/admin/library/picture/add/"),
      ("documents","/admin/library/document/"),("document-add","/admin/library/document/add/"),("browse","/admin/library/picture/vybrat/?CKEditorFuncNum=1"),("browse-doc","/admin/library/document/vybrat/?CKEditorFuncNum=1"),("picture","/admin/library/picture/1/change/"),("pic-delete","/admin/library/picture/1/delete/"),("password","/admin/password_change/")]:
        a = page.goto(p); print(a.status); look(n)
    page.goto("/admin/news/article/?q=místě")
    page.get_by_role("link", name="Všechno na jednom místě").click(); look("change")
    page.get_by_role("link", name="Stáhnout z webu").click(); look("withdraw")
