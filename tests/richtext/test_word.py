"""A text copied from Word, as it comes when CKEditor's own filter did not see it."""

import pytest

from nszm_portal.richtext.cleaning import clean

FROM_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; mso-pagination:widow-orphan;} --></style></head>
<body lang=CS style='tab-interval:35.4pt'><!--StartFragment-->
<h1 style='mso-outline-level:1'><span
style='mso-fareast-language:CS'>Zpr&aacute;va<o:p></o:p></span></h1>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal style='margin-bottom:0cm'><b style='mso-bidi-font-weight:normal'>Liberec</b>
<span style='font-family:"Calibri",sans-serif'>pozval
hosty</span>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>zdrav&iacute;<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span
style='mso-list:Ignore'>\uf0b7<span>&nbsp;&nbsp;
</span></span><b>doprava</b> a zeleň</p>
<p class=MsoNormal><v:shape id="x"><v:imagedata src="file:///C:/obr.png"/></v:shape></p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr><td width=302 valign=top
style='width:226.5pt'><p class=MsoNormal>Město<o:p></o:p></p></td></tr></table>
<!--EndFragment--></body></html>"""


def test_a_text_from_word_becomes_plain_html():
    assert clean(FROM_WORD) == (
        "<h2>Zpráva</h2>\n"
        "<p><strong>Liberec</strong> pozval hosty.</p>\n"
        "<ul><li>zdraví</li>\n<li><strong>doprava</strong> a zeleň</li></ul>\n"
        "<table><tbody><tr><td>Město</td></tr></tbody></table>"
    )


@pytest.mark.parametrize(
    "bullet",
    [
        "·&nbsp;&nbsp; ",
        "· ",
        "• ",
        "▪ ",
        "\uf0b7 ",
        "o&nbsp;&nbsp;&nbsp;",
        "o &nbsp;&nbsp; ",
        "§&nbsp;&nbsp;",
    ],
)
def test_paragraphs_with_bullets_become_a_list(bullet):
    html = f"<p>Úvod</p><p>{bullet}a</p><p>{bullet}b</p><p>Závěr</p>"
    assert clean(html) == "<p>Úvod</p>\n<ul><li>a</li>\n<li>b</li></ul>\n<p>Závěr</p>"


@pytest.mark.parametrize(
    "text",
    [
        "o deset let dřív",
        "§ 7 zákona",
        "·",
        "– pomlčka",
        "o\u00a0tom",
        "§\u00a07",
        "a · b",
        "3. května",
    ],
)
def test_an_ordinary_paragraph_stays_one(text):
    assert clean(f"<p>{text}</p>") == f"<p>{text}</p>"
