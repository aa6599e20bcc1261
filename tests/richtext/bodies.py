"""A body with all that a body may hold."""

_BLOCKS = [
    "<h2>Kde a kdy</h2>",
    "<p>Úvod, <strong>tučně <em>a šikmo</em></strong><br>a dál: 5\u00a0&lt; 6 &amp; „tak“.</p>",
    "<h3>Odkazy</h3>",
    '<p><a data-page="page:{page}" data-suffix="#dole">stránka</a>, '
    '<a data-document="{document}">dokument</a>, <a href="mailto:nszm@nszm.cz">pošta</a>, '
    '<a href="https://www.nszm.cz/?a=1&amp;b=2#c">jinam</a>, '
    '<a data-page="article:987654">nikam</a></p>',
    "<h4>Seznamy</h4>",
    "<ul><li>jedna<ul><li>vnořená</li></ul></li>\n<li><p>dva</p><p>odstavce</p></li></ul>",
    "<ol><li>první</li></ol>",
    "<blockquote><p>citát</p></blockquote>",
    "<table><caption>Přehled</caption>\n"
    '<thead><tr><th scope="col">Město</th><th>Rok</th></tr></thead>\n'
    '<tbody><tr><td rowspan="2">Liberec</td><td>2015</td></tr>\n<tr><td></td></tr></tbody></table>',
    '<figure class="align-left image size-half"><img alt="Sad" data-picture="{picture}">'
    '<figcaption>Sad u školy, <a data-page="article:987654">nikam</a></figcaption></figure>',
    '<figure class="image"><a data-page="page:{page}"><img data-picture="{picture}"></a>'
    "<figcaption>Pod odkazem</figcaption></figure>",
    '<p>text <img class="align-right" data-picture="{picture}"> text</p>',
    '<p><a href="/hledat/?q=x"><img data-picture="{picture}"></a></p>',
    '<p>už není: <img data-picture="987654"></p>',
    "<pre>a\n  <code>b</code></pre>",
    "<p>H<sub>2</sub>O, m<sup>2</sup>, <code>x = 1</code></p>",
    "<hr>",
]


def body(page: int, document: int, picture: int) -> str:
    """The body as it is stored; the arguments are what its references lead to."""
    return "\n".join(_BLOCKS).format(page=page, document=document, picture=picture)
