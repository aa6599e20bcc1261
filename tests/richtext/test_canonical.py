"""What says the same has the same bytes, however CKEditor, Word or a person wrote it."""

import pytest
from hypothesis import given, settings

from nszm_portal.richtext.cleaning import clean
from tests.richtext.markup import soup

# As CKEditor 4.22 gives back the body below it.
WRITTEN_BY_CKEDITOR = """<h2>Kde a kdy</h2>

<p>První odstavec, <strong>tučně</strong><br />
a další řádek: 5&nbsp;&lt; 6 &amp; &bdquo;tak&ldquo;.</p>

<ul>
\t<li>jedna
\t<ul>
\t\t<li>vnořená</li>
\t</ul>
\t</li>
\t<li>druhá</li>
</ul>

<blockquote>
<p>citát</p>
</blockquote>

<table>
\t<caption>Přehled</caption>
\t<thead>
\t\t<tr>
\t\t\t<th scope="col">Město</th>
\t\t</tr>
\t</thead>
\t<tbody>
\t\t<tr>
\t\t\t<td>Liberec</td>
\t\t</tr>
\t\t<tr>
\t\t\t<td>&nbsp;</td>
\t\t</tr>
\t</tbody>
</table>

<figure class="image align-left"><img alt="x" data-picture="1" src="/media/1.jpg" />
<figcaption>Sad</figcaption>
</figure>

<pre>
a
  b</pre>

<hr />
<p>&nbsp;</p>
"""
STORED = """<h2>Kde a kdy</h2>
<p>První odstavec, <strong>tučně</strong><br>a další řádek: 5\u00a0&lt; 6 &amp; „tak“.</p>
<ul><li>jedna<ul><li>vnořená</li></ul></li>
<li>druhá</li></ul>
<blockquote><p>citát</p></blockquote>
<table><caption>Přehled</caption>
<thead><tr><th scope="col">Město</th></tr></thead>
<tbody><tr><td>Liberec</td></tr>
<tr><td></td></tr></tbody></table>
<figure class="align-left image"><img alt="x" data-picture="1"><figcaption>Sad</figcaption></figure>
<pre>a
  b</pre>
<hr>"""


def test_what_ckeditor_writes_has_one_form():
    assert clean(WRITTEN_BY_CKEDITOR) == STORED
    assert clean(STORED) == STORED


@given(soup())
@settings(max_examples=500, deadline=None)
def test_the_form_of_the_form_is_itself(html):
    once = clean(html)
    assert clean(once) == once


@pytest.mark.parametrize(
    ("html", "same"),
    [
        ("<p>a</p><p>b</p>", "\n\n<p>\n\ta\n</p>\r\n\r\n<p>b</p>  "),
        ("<p>a b</p>", "<p> a \n\t b </p>"),
        ("<p>a<br>b</p>", "<p>a <br />\n b</p>"),
        ("<p>a</p>", "<p>a<br></p><p></p><p>&nbsp;</p><p><br></p><p><strong> </strong></p>"),
        ("<p>a</p>", "a"),
        ("<p>á „b“</p>", "<p>&aacute; &#8222;b&ldquo;</p>"),
        ("<p>a\u00a0b</p>", "<p>a&nbsp;b</p>"),
        ("<p><strong>ab</strong></p>", "<p><strong>a</strong><strong>b</strong></p>"),
        ("<p><strong>ab</strong></p>", "<p><strong>a<b>b</b></strong></p>"),
        ("<p>a b</p>", "<p>a<em> </em>b</p>"),
        ("<p>a<br><em>b</em></p>", "<p>a<em><br>b</em></p>"),
        ("<ul><li>a</li></ul>", "<ul><li><p>a</p></li><li></li><li>&nbsp;</li></ul>"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul><li>a</li><ul><li>b</li></ul></ul>"),
        ("<ul><li>a</li><li>b</li></ul>", "<ul><li>a</li>b</ul>"),
        ("<ul><li>a<br>b</li></ul>", "<ul><li>a<p></p>b</li></ul>"),
        ("<p>a</p><p>b</p>", "<ul></ul><p>a</p><ol><li></li></ol><p>b</p>"),
        ("<table><tr><td>a</td></tr></table>", "<table><tbody><tr><td><p>a</p></td></tr></table>"),
        (
            "<table><tr><td></td></tr></table>",
            "<table><colgroup><col></colgroup><tr><td>&nbsp;</table>",
        ),
        (
            "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody>"
            "<tfoot><tr><td>c</td></tr></tfoot></table>",
            "<table><tfoot><tr><td>c</td></tr></tfoot><thead><tr><th>a</th></tr></thead>"
            "<tr><td>b</td></tr></table>",
        ),
        ("<p>b</p>", "<table><caption>b</caption></table>"),
        ("<h2>a</h2><h2>b</h2>", "<h2><p>a</p><div>b</div></h2>"),
        ("<h2>a</h2><ul><li>b</li></ul>", "<h2>a<ul><li>b</li></ul></h2>"),
        ("<p><strong>a</strong></p><p><strong>b</strong></p>", "<b><p>a</p><p>b</p></b>"),
        ('<p><a href="/x">a</a></p><p><a href="/x">b</a></p>', '<a href="/x"><p>a</p><p>b</p></a>'),
        (
            '<ul><li><a href="/x">a</a></li></ul>',
            '<a href="/x"><div><ul><li>a</li></ul></div></a>',
        ),
        ('<p><img data-picture="1"></p>', '<figure class="image"><img data-picture="1"></figure>'),
        ('<p><img data-picture="1"></p>', '<p><img alt="" data-picture="1"></p>'),
        ("<p>a</p>", "<figure><img src='x'></figure><figure><figcaption>a</figcaption></figure>"),
        (
            '<figure class="image"><a href="/x"><img data-picture="1"></a>'
            "<figcaption>a</figcaption></figure>",
            '<a href="/x"><figure><figcaption><p>a</p></figcaption><img data-picture="1"></figure>'
            "</a>",
        ),
        (
            '<figure class="image"><img data-picture="1"><figcaption>a</figcaption></figure>'
            "<p>b</p>",
            '<figure><div><img data-picture="1"></div><figcaption>a</figcaption>b</figure>',
        ),
        ("<pre>a\n b</pre>", "<pre>\n\na<br> b\n\n</pre>"),
        ("<pre>a\nb</pre>", "<pre><div>a</div><div>b</div></pre>"),
        ("<pre><code>a\n\n  b</code></pre>", "<pre><code>\na\n\n  b\n</code></pre>"),
    ],
)
def test_the_same_is_written_the_same(html, same):
    assert clean(same) == clean(html)
    assert clean(html) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>a b</p>", "<p>a\u00a0b</p>"),
        ("<p>a b</p>", "<p>ab</p>"),
        ("<p>a<br>b</p>", "<p>a</p><p>b</p>"),
        ("<h2>a</h2>", "<h3>a</h3>"),
        ("<pre>a\n b</pre>", "<pre>a\nb</pre>"),
        ("<td>", "<p>td</p>"),
        ("<p><strong>a</strong> b</p>", "<p><strong>a b</strong></p>"),
    ],
)
def test_what_differs_is_told_apart(one, other):
    assert clean(one) != clean(other)
