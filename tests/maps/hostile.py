"""Texts that have run code or broken pages elsewhere; here each must be shown as it is."""

from __future__ import annotations

PAYLOADS = {
    "jinja expression": "{{ 7*7 }} {{ self.__init__.__globals__ }}",
    "jinja statement": "{% for x in range(3) %}x{% endfor %} {% raw %}",
    "jinja comment": "before {# never closed",
    "template literal": "${alert(1)} ${window.ran = 1}",
    "back-ticks": "`${window.ran = 1}` ``` `",
    "end of script": "</script><script>window.ran = 1</script>",
    "end of noscript": "</noscript></table><script>window.ran = 1</script>",
    "comment": "<!-- <script> --> <!--<script>window.ran = 1",
    "image": "<img src=x onerror=\"window.ran = 1\"> <svg onload='window.ran = 1'>",
    "line separators": "one\u2028two\u2029three",
    "nul": "before\x00after \x1b[31m \x7f",
    "bidi": "safe\u202egnp.exe\u202c \u2066isolate\u2069",
    "backslash digits": "\\2019s \\u0041 \\x41 \\n \\",
    "quotes": "\"double\" 'single' &amp; &lt;b&gt; &#39;",
    "entities of hosts": "javascript:window.ran=1 data:text/html,<script>window.ran=1</script>",
    "formula": '=HYPERLINK("http://evil.example","x")',
    "astral": "𝒦𝒽 🚣🏽 𠮷野家 flags 🇺🇦",
    "arabic": "قصف على خيرسون ليلا",
    "chinese": "赫尔松昨夜遭到炮击",
}

URLS = (
    "javascript:window.ran=1",
    "JaVaScRiPt:window.ran=1",
    " javascript:window.ran=1",
    "java\tscript:window.ran=1",
    "data:text/html,<script>window.ran=1</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//example.org/no-scheme",
    "/relative",
    "not a url {{ 7*7 }}",
    'https://example.org/"><script>window.ran=1</script>',
    "https://example.org/{{7*7}}?q=${1}#frag",
)
