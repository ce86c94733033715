// play-page.ts — the page to play with: routers and phones at a glance, a button for everything that may happen.
import type { RouterOsSimulator } from '../world/routeros-simulator';
import { PLAY_SCRIPT } from './play-script';

const STYLE = `
  *{box-sizing:border-box} body{margin:0;font:14px/1.45 system-ui,sans-serif;background:#eef3f7;color:#1c2733}
  header{background:#0b6e4f;color:#fff;padding:1rem 1.5rem;display:flex;gap:1rem;align-items:baseline;flex-wrap:wrap}
  header h1{font-size:1.25rem;margin:0} header p{margin:0;opacity:.9}
  main{padding:1rem 1.5rem;display:grid;gap:1rem;max-width:84rem;margin:auto}
  section{background:#fff;border-radius:14px;box-shadow:0 1px 8px #0001;padding:1rem;overflow-x:auto}
  h2{font-size:1.05rem;margin:0 0 .5rem;display:flex;gap:.6rem;align-items:center;flex-wrap:wrap} h2 small{font-weight:400;color:#5b6b7a}
  .dot{width:.75rem;height:.75rem;border-radius:50%;background:#c0392b} .dot.on{background:#27ae60}
  table{border-collapse:collapse;width:100%} th{text-align:left;color:#5b6b7a;font-weight:600;font-size:.85em}
  th,td{padding:.4rem .6rem;border-bottom:1px solid #eef1f4;white-space:nowrap} td.number{text-align:right;font-variant-numeric:tabular-nums}
  button{font:inherit;border:1px solid #cfd8e0;background:#f7fafc;border-radius:8px;padding:.25rem .55rem;margin:.1rem;cursor:pointer}
  button:hover{background:#e6eef4} button:focus-visible,a:focus-visible{outline:3px solid #0b6e4f66}
  .tag{display:inline-block;border-radius:999px;padding:.05rem .6rem;background:#e8edf1;font-size:.9em}
  .open{background:#d7f5e3;color:#0b6e4f}.captive{background:#fff1cf;color:#7a5b00}.dropped{background:#fbdcd8;color:#96281b}.away{color:#5b6b7a}
  .mac{color:#5b6b7a;font-size:.85em;display:block} td.buttons{white-space:normal;min-width:19rem}
  #said{margin:0;color:#96281b} #said:empty{display:none}`;

/** The whole page; it asks /control/state once a second and draws what it gets. */
export const playPage = (simulator: RouterOsSimulator): string =>
  `<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
  <title>Simulator RouterOS</title><link rel="icon" href="data:,"><style>${STYLE}</style>
  <header><h1>Simulator RouterOS</h1><p>${simulator.routers.length} router, ${simulator.phones.length} ponsel. Buka sebuah ponsel untuk memakai internetnya.</p></header>
  <main><p id="said" role="status"></p><div id="routers" style="display:grid;gap:1rem"></div>
  <section><h2>Ponsel</h2><table><thead><tr><th>Ponsel</th><th>Keadaan</th><th>Binding</th><th>Daftar</th><th>Antrean</th>
  <th>Turun</th><th>Naik</th><th>Laju</th><th>Tombol</th></tr></thead><tbody id="phones"></tbody></table></section></main>
  <script>${PLAY_SCRIPT}</script></html>`;
