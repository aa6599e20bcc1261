"""The old portal's two templates, as a text dump and as HTML: what was around a page."""

FOOTER = "NÁRODNÍ SÍŤ ZDRAVÝCH MĚST ČR (c) 2017; Server DtP verze 1.3698"
CONTACT = "Připomínky, dotazy a náměty zasílejte na adresu: nszm@nszm.cz"
TOP_A = "• další portály..\n  • ..\n  • .\n\nNárodní síť Zdravých měst ČR\n\n\n"
TOP_B = (
    "• naše weby..\n  • ..\n  • .\n\nNárodní síť Zdravých měst ČR\n\n"
    "Národní síť\nZdravých měst České republiky\n\n"
)
BOTTOM_B = (
    "\n\nzpět na přehled aktualit\n\nTISK\ni\n\nDataPlán NSZM\nCo pro Vás nabízíme?\n\n\n"
    "DataPlán NSZM pro Vás již 15 let!\nCena Ministerstva vnitra za inovaci 2006\n"
)


def dump_a(title: str, line: str, *paragraphs: str, glued=False) -> str:
    """The first generation: title, a line with the date, paragraphs, the footer."""
    parts = [part for part in (title, line, *paragraphs) if part]
    return TOP_A + "\n\n".join(parts) + ("" if glued else "\n\n") + f"{FOOTER}\n{CONTACT}"


def dump_b(title: str, *paragraphs: str) -> str:
    """The second generation: title, paragraphs, the way back, side boxes."""
    return TOP_B + "\n\n".join(part for part in (title, *paragraphs) if part) + BOTTOM_B


def html_a(title: str, line: str, body: str, charset="windows-1250") -> str:
    """The first generation was laid out by tables within tables."""
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<HTML><HEAD><META http-equiv="Content-Type" content="text/html; charset={charset}">
<TITLE>{title} - Národní síť Zdravých měst ČR</TITLE>
<SCRIPT type="text/javascript">function otevri(co) {{ window.open(co); }}</SCRIPT>
<STYLE>td {{ font-size: 11px }}</STYLE></HEAD>
<BODY bgcolor="#FFFFFF" onload="otevri('/x')"><TABLE width="780" border="0"><TR><TD colspan="2">
<UL><LI>další portály..<UL><LI>..</LI><LI>.</LI></UL></LI></UL>
<FONT size="4">Národní síť Zdravých měst ČR</FONT></TD></TR>
<TR><TD width="160" valign="top"><TABLE><TR><TD><A href="/cz/akce">Akce</A></TD></TR>
<TR><TD><A href="/cz/aktuality">Aktuality</A></TD></TR></TABLE></TD>
<TD><H1>{title}</H1><P class="datum">{line}</P>
{body}
</TD></TR><TR><TD colspan="2">{FOOTER}<BR>
Připomínky, dotazy a náměty zasílejte na adresu:
<A href="mailto:nszm@nszm.cz">nszm@nszm.cz</A></TD></TR></TABLE></BODY></HTML>"""


def html_b(title: str, body: str, charset="utf-8") -> str:
    """The second generation was laid out by boxes; the columns stood after the content."""
    return f"""<!DOCTYPE html>
<html lang="cs"><head><meta charset="{charset}"><title>{title} | NSZM</title>
<script>var _gaq = _gaq || []; if (1 < 2) {{ _gaq.push("<p>měření</p>"); }}</script></head>
<body><!-- začátek stránky --><div id="top"><ul class="drop"><li>naše weby..<ul><li>..</li>
<li>.</li></ul></li></ul><a href="/"><img src="/img/logo.gif" alt=""></a>
<div>Národní síť Zdravých měst ČR</div>
<div class="claim">Národní síť<br>Zdravých měst České republiky</div></div>
<div id="main"><h1>{title}</h1><div class="text">
{body}
</div><div><a href="/cz/aktuality">zpět na přehled aktualit</a></div>
<div><a href="javascript:window.print()">TISK</a> <a href="/info">i</a></div></div>
<div id="side"><h3>DataPlán NSZM</h3><p><a href="/dataplan">Co pro Vás nabízíme?</a></p>
<p>DataPlán NSZM pro Vás již 15 let!<br>Cena Ministerstva vnitra za inovaci 2006</p></div>
</body></html>"""
