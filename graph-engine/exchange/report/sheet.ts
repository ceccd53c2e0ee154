/** How a report looks. */
export const sheet = `
:root{color-scheme:light dark;--bg:#fafbfb;--card:#fff;--line:#dcdfe3;--ink:#1a1d21;--faint:#51575f;--accent:#a8470f;--series-1:#a8470f;--series-2:#1668b8;--series-3:#0b7a6d;--series-4:#8a3bb0;--series-5:#8a6400;--series-6:#b6246a}
@media (prefers-color-scheme:dark){:root{--bg:#191a1e;--card:#212329;--line:#2a2c33;--ink:#eceae6;--faint:#aaa7a0;--accent:#f2a25c;--series-1:#f2a25c;--series-2:#6cb4f8;--series-3:#4fcfbd;--series-4:#cf94ee;--series-5:#e0bf55;--series-6:#f583b3}}
*{box-sizing:border-box}
body{max-width:1100px;margin:0 auto;padding:32px 20px;background:var(--bg);color:var(--ink);font:400 15px/1.5 ui-sans-serif,system-ui,-apple-system,'Segoe UI',sans-serif}
h1{margin:0;font-size:30px;letter-spacing:-.02em;overflow-wrap:anywhere}h2{margin:36px 0 12px;font-size:19px}h3{margin:0 0 4px;font-size:14px}
header p,footer,small,figcaption{color:var(--faint)}header p{margin:4px 0}.claim{color:var(--ink)!important;font-size:19px}.note{white-space:pre-wrap}
.wide{overflow-x:auto}svg{max-width:100%;height:auto;overflow:visible}svg text{font-family:inherit}.charts svg text{fill:var(--faint);font-size:11px}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),620px));gap:20px}figure{margin:0;break-inside:avoid}
.legend{display:flex;flex-wrap:wrap;gap:2px 14px}.legend i{display:inline-block;width:10px;height:10px;margin-right:5px;border-radius:3px}
.picture{margin-bottom:16px}.picture img{max-width:100%;border-radius:4px;image-rendering:pixelated}
table{width:100%;margin-bottom:20px;border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{padding:5px 12px 5px 0;border-bottom:1px solid var(--line);text-align:left;font-weight:400}thead th{color:var(--faint)}
.settings{columns:3 280px;column-gap:28px}.settings section{break-inside:avoid;margin-bottom:16px}dl{margin:0}dl div{display:flex;justify-content:space-between;gap:12px;color:var(--faint)}dl .set{color:var(--ink);font-weight:600}dd{margin:0;text-align:right;overflow-wrap:anywhere}
footer{margin-top:40px;padding-top:12px;border-top:1px solid var(--line);font-size:13px}
@media print{:root{color-scheme:light}body{max-width:none;padding:0;font-size:11pt}section{break-inside:auto}}
`;
