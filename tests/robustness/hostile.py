"""What is sent: parts of paths, queries, headers, methods and bodies that nobody honest sends."""

from urllib.parse import quote

DIGITS = ["9" * 5000, "9" * 4000, "9" * 20, str(2**63), str(2**31), "0", "-1", "1e3", "0x1"]
UNICODE = [
    "%00",
    "a%00b",
    "%ff",
    "%ed%a0%80",  # a lone surrogate
    "%c0%ae",  # an overlong full stop
    "%c0%80",
    "%f4%90%80%80",  # beyond Unicode
    "%ef%bf%bf",
    "%ef%bb%bf",
    "%e2%80%ae",  # right to left
    "%d7%90%d7%91",
    "%f0%9f%98%80",
    "%d9%a3",  # digits that int() takes and an address does not
    "%c2%b2",
    "%cc%81",
    quote("a\u0301" * 500),
]
SEGMENTS = [
    *DIGITS,
    *UNICODE,
    "a" * 8000,
    "..",
    "%2e%2e",
    "%2f",
    "..%2f..%2fetc%2fpasswd",
    "%5c..%5c",
    "%0a",
    "a%0d%0aX-Podstrcena:%201",
    "%20",
    "+",
    "'",
    "%22%3e%3cscript%3e",
    "%7b%7b7*7%7d%7d",
    "%25",
    "%",
    "%zz",
    "%u0041",
    "%7f",
    ":",
    "[",
    ";a=1",
    "@",
    "con",
]
PATHS = [
    "",
    "*",
    "/",
    "//",
    "///",
    "//zly.example/",
    "//zly.example/..",
    "/%5czly.example/",
    "/../",
    "/../../etc/passwd",
    "/./",
    "/%2e%2e/%2e%2e/",
    "/aktuality",
    "/aktuality//",
    "/aktuality/../admin/",
    "/aktuality/%2f",
    "/aktuality/tisk/tisk/",
    "/aktuality;a=1/",
    "/static/..%2f..%2fmanage.py",
    "/static/%00",
    "/static/%ff.css",
    "/media/../portal.sqlite3",
    "/media/pictures/%2e%2e/%2e%2e/portal.sqlite3",
    "/media/pictures/00/" + "0" * 32 + ".jpg",
    "/media/pictures/00/" + "0" * 32 + "/9999w.webp",
    "/media//etc/passwd",
    "/soubory/1/",
    "/soubory//a.pdf",
    "/admin//",
    "/admin/neni",
    "http://zly.example/",
    "zly.example:443",
]
QUERIES = [
    *(f"strana={segment}" for segment in SEGMENTS),
    "strana=2&strana=1",
    "strana=1&strana=2&strana=x",
    "strana[]=1",
    "strana",
    "=",
    "&&&&",
    "%",
    "%zz=%zz",
    "%00=1",
    "%ff=%ff",
    "\xe9=\xe9",  # bytes that are not UTF-8, as a server passes them on
    "&".join(f"klic{number}=1" for number in range(1000)),
    "&".join(f"klic{number}=1" for number in range(3001)),
    "a=" + "a" * 100_000,
    "<script>=<script>",
    "next=//zly.example/",
    "next=https://zly.example/",
    "next=%0d%0aX-Podstrcena:%201",
    "next=%00",
    "next=//[",
    "next=" + "/" * 5000,
    "next=" + "a" * 20_000,
    "_method=DELETE&_popup=1&_to_field=%00&e=1",
]
METHODS = [
    "HEAD",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "get",
]


def _cookies():
    names = ["sessionid", "csrftoken", "messages"]
    values = [
        "",
        "a",
        "a" * 8,
        "a" * 32,
        "a" * 6000,
        '"\\000aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"',  # octal, as RFC 2109 wrote it: a NUL
        '"\\377\\376\\355\\240\\200aaaaaaaaaaaa"',
        "\xff\xfe\xed\xa0\x80aaaaaaaaaaaaaa",
        "{}",
        "W1tdXQ:1abc:def",
        ".eJyLjgUAARUAuQ:1abc:def",
        "../../etc/passwd",
        "' OR 1=1 --",
    ]
    yield from (f"{name}={value}" for name in names for value in values)
    yield from ("", ";", "=", ";;;===", "=a; a=; a", "\x00", "$Version=1; sessionid=a; $Path=/")
    yield "; ".join(f"a{number}=b" for number in range(2000))


HEADERS = [
    *(("Cookie", value) for value in _cookies()),
    *(
        ("Host", value)
        for value in [
            *(
                "",
                "zly.example",
                "127.0.0.1:99999",
                "127.0.0.1:",
                "127.0.0.1:a",
                "[::1]",
                "[",
                "[::1",
            ),
            *("127.0.0.1,zly.example", "127.0.0.1 zly", "\xe9.example", "a" * 5000, "127.0.0.1/@a"),
            *("127.0.0.1\x00", "..", "-", "127.0.0.1.", "LOCALHOST", "localhost:8000#@zly.example"),
        ]
    ),
    *(
        ("Accept-Encoding", value)
        for value in [
            *(
                "",
                "*",
                "br;q=",
                "br;q=a",
                "gzip;q=-1",
                "gzip;;;",
                ",,,",
                "\xff",
                "identity;q=0, *;q=0",
            ),
            *("br" * 5000, ",".join(["gzip"] * 3000)),
        ]
    ),
    *(
        (name, value)
        for name in ("If-None-Match", "If-Match")
        for value in [
            "",
            "*",
            '"',
            "W/",
            'W/"',
            '"a',
            '""',
            ",,,",
            '"a"' * 3000,
            "\xff",
            "W/" * 3000,
        ]
    ),
    *(
        (name, value)
        for name in ("If-Modified-Since", "If-Unmodified-Since", "If-Range", "Date")
        for value in [
            *(
                "",
                "0",
                "yesterday",
                "Mon, 32 Foo 2020 25:61:61 GMT",
                "Mon, 01 Jan 0000 00:00:00 GMT",
            ),
            *("Mon, 01 Jan 9999 00:00:00 GMT", "Monday, 01-Jan-00 00:00:00 GMT", "9" * 5000),
            "Sun, 31 Feb 2021 10:00:00 GMT",
        ]
    ),
    *(
        ("Range", value)
        for value in [
            *("", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-1", "bytes=-0", "items=0-1"),
            *("bytes=0-0,1-1," * 500, f"bytes={'9' * 5000}-", "bytes=99999999-", "bytes=0-1\xff"),
            *("bytes=--1", "bytes=0-" + "9" * 30),
        ]
    ),
    *(
        (name, value)
        for name in (
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "Forwarded",
            "X-Real-IP",
            "X-Original-URL",
            "X-Rewrite-URL",
            "X-HTTP-Method-Override",
        )
        for value in [
            "",
            ",",
            "zly.example",
            "1.2.3.4, ::1%eth0, [::1]:80",
            "https",
            "\xff",
            "a" * 5000,
        ]
    ),
    *(
        (name, value)
        for name in (
            "Accept-Language",
            "Accept",
            "Accept-Charset",
            "Authorization",
            "Referer",
            "Origin",
            "User-Agent",
            "X-Requested-With",
            "Upgrade",
            "Content-Encoding",
            "Content-Language",
        )
        for value in [
            *(
                "",
                "*",
                "a" * 10_000,
                "\xff\xfe",
                "null",
                "q=1;q=q",
                "cs;q=1e400",
                "Basic \xff",
                "Bearer",
            ),
            *("http://[", "//[::1", "<script>", "xx-" * 2000),
        ]
    ),
    *(
        ("Content-Length", value)
        for value in [
            "",
            "-1",
            "a",
            "1e3",
            "9" * 30,
            "9" * 5000,
            "1, 1",
            "+5",
            " 5",
            "\u0663".encode().decode("latin-1"),
        ]
    ),
]
CHARSETS = [
    "utf-16",
    "utf-7",
    "hex",
    "base64",
    "rot13",
    "bz2",
    "idna",
    "punycode",
    "undefined",
    "mbcs",
    "neni",
    "",
    "\xff",
    "a" * 5000,
    "unicode_escape",
    "raw_unicode_escape",
]
CONTENT_TYPES = [
    *(f"text/plain; charset={charset}" for charset in CHARSETS),
    *(f"application/x-www-form-urlencoded; charset={charset}" for charset in CHARSETS),
    *(f"multipart/form-data; boundary=hranice; charset={charset}" for charset in CHARSETS),
    "text/plain; charset*=neni''a",
    "text/plain; charset*=utf-8''%00",
    "text/plain; charset*=utf-8''%ed%a0%80",
    "text/plain; charset*=hex''00",
    "text/plain; charset*=rot13''uek",
    "text/plain; charset*0=a; charset*1=b",
    "text/plain; charset*0*=utf-8''a; charset*1*=%00",
    "text/plain; charset*=''''",
    "text/plain; charset*a=b",
    "text/plain; *=a",
    "text/plain; charset*99999999999=a",
    "text/plain;;;;=;=",
    "text/plain" + "; a=b" * 2000,
    ";",
    "/",
    "\xff",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=" + "a" * 500,
    "multipart/form-data; boundary=\xff",
    "multipart/form-data; boundary=a\x00b",
    "multipart/form-data; boundary*=neni''a",
    "multipart/mixed; boundary=hranice",
]


def part(disposition: str, content: bytes = b"a", *more: str) -> bytes:
    lines = [f"Content-Disposition: {disposition}", *more]
    head = "\r\n".join(lines).encode("latin-1", "replace")
    return b"--hranice\r\n" + head + b"\r\n\r\n" + content + b"\r\n--hranice--\r\n"


FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=hranice"
BODIES = [
    (FORM, b""),
    (FORM, b"username=%00&password=%00&email=%00&next=%00"),
    (FORM, b"username=%ed%a0%80&password=%ff&email=%c0%80@a.cz"),
    (FORM, b"username=\xff\xfe&password=\x00"),
    (FORM, b"csrfmiddlewaretoken=%00&username=a"),
    (FORM, b"username=" + b"a" * 1_000_000),
    (FORM, b"email=" + b"a" * 100_000 + b"@example.org"),
    (FORM, b"email=" + "ěščř@háčky.cz".encode()),
    (FORM, b"a=" + b"a" * (5 * 2**20)),
    (FORM, b"&".join(b"a%d=1" % number for number in range(4000))),
    (FORM, b"&" * 10_000),
    (FORM, b"%" * 1000),
    ("application/json", b'{"a": "\\ud800", "b": [[[['),
    ("application/json", b"[" * 100_000),
    ("text/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    ("", b"\x00" * 1000),
    (MULTIPART, b""),
    (MULTIPART, b"--hranice"),
    (MULTIPART, b"--hranice\r\n\r\n\r\n--hranice--"),
    (MULTIPART, b"--hranice\r\n" + b"a" * 100_000),
    (MULTIPART, b"--jina\r\n\r\n"),
    (MULTIPART, part('form-data; name="username"', b"\xff\xfe\x00")),
    (MULTIPART, part("form-data; name*=neni''a")),
    (MULTIPART, part("form-data; name*=rot13''uek")),
    (MULTIPART, part("form-data; name*=utf-8''%ed%a0%80")),
    (MULTIPART, part("form-data; name*=utf-8''%00; filename*=utf-8''%00")),
    (MULTIPART, part("form-data; name*0=a; name*1=b")),
    (MULTIPART, part("form-data")),
    (MULTIPART, part("form-data; name=")),
    (MULTIPART, part('form-data; name="\xff"; filename="\xff"')),
    (MULTIPART, part('form-data; name="upload"; filename="../../a.png"', b"\x89PNG")),
    (MULTIPART, part('form-data; name="upload"; filename="a\x00.png"', b"\x89PNG")),
    (MULTIPART, part('form-data; name="upload"; filename="' + "a" * 5000 + '"')),
    (MULTIPART, part('form-data; name="a"', b"%%%", "Content-Transfer-Encoding: base64")),
    (
        MULTIPART,
        part('form-data; name="a"; filename="a"', b"%%%", "Content-Transfer-Encoding: base64"),
    ),
    (MULTIPART, part('form-data; name="a"; filename="a"', b"a", "Content-Length: a")),
    (MULTIPART, part('form-data; name="a"; filename="a"', b"a", "Content-Length: -1")),
    (
        MULTIPART,
        part('form-data; name="a"; filename="a"', b"a", "Content-Type: a/b; charset*=hex''00"),
    ),
    (MULTIPART, part('form-data; name="a"' + "; b=c" * 5000)),
    (MULTIPART, part('form-data; name="a"', b"a" * (5 * 2**20 + 10))),
    (MULTIPART, part('form-data; name="a"', b"a") * 4000),
    *((content_type, b"username=a&password=b") for content_type in CONTENT_TYPES),
    *((content_type, part('form-data; name="username"')) for content_type in CONTENT_TYPES),
]
