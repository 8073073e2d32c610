// How it looks. Nothing of the page leaks in: `all: initial` on the host wins over the page's own rules by being important.
// A site may set on <segue-chat>: --segue-accent, --segue-on-accent, --segue-font, --segue-radius, --segue-gap.

const CSS = `
:host {
  all: initial !important; display: block !important; position: fixed !important; inset: auto !important;
  z-index: 2147483000 !important; color-scheme: light dark;
  --accent: var(--segue-accent, #1d5fd0); --on-accent: var(--segue-on-accent, #fff);
  --font: var(--segue-font, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif);
  --radius: var(--segue-radius, 1rem); --gap: var(--segue-gap, 1.25rem);
  --paper: #fff; --ground: #f5f6f8; --ink: #16202e; --soft: #566173; --edge: #d9dee6; --control: #7c8798;
  --bot: #eceff4; --human: #fdf0d9; --human-ink: #3d2b06; --human-edge: #dfb768; --wrong: #b3261e; --unread: #c0271e;
}
@media (prefers-color-scheme: dark) { :host {
  --accent: var(--segue-accent, #2f6fdd);
  --paper: #171b22; --ground: #10141a; --ink: #e9edf3; --soft: #a3aec0; --edge: #2e3643; --control: #78849a;
  --bot: #262d39; --human: #3a2f18; --human-ink: #fbe9c6; --human-edge: #8d7138; --wrong: #ff9d94; --unread: #d93a30;
} }
* , *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
p, h2, h3 { margin: 0; font: inherit; }
button, input, textarea { font: inherit; color: inherit; margin: 0; letter-spacing: inherit; }
button { background: none; border: 0; padding: 0; cursor: pointer; min-height: 44px; min-width: 44px; touch-action: manipulation; }
button:disabled { opacity: .55; cursor: default; }
:focus { outline: none; }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; box-shadow: 0 0 0 2px var(--paper); }
.icon { width: 1.375rem; height: 1.375rem; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; flex: none; display: block; }
.unseen, .follows > .meta { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.corner, .panel { position: fixed; font: 400 .9375rem/1.45 var(--font); color: var(--ink); text-align: start; }

.corner { inset-block-end: max(var(--gap), env(safe-area-inset-bottom)); inset-inline-end: var(--gap); display: flex; flex-direction: column; align-items: flex-end; gap: .75rem; visibility: hidden; }
.corner.ready { visibility: visible; }
.launcher { position: relative; width: 60px; height: 60px; border-radius: 50%; background: var(--accent); color: var(--on-accent); display: grid; place-items: center; box-shadow: 0 2px 6px #0003, 0 8px 24px #0003; transition: transform .15s; }
.launcher:hover { transform: translateY(-2px); }
.launcher .icon { width: 1.75rem; height: 1.75rem; }
.badge { position: absolute; inset-block-start: -4px; inset-inline-end: -4px; min-width: 1.5rem; height: 1.5rem; padding: 0 .4em; border-radius: .75rem; background: var(--unread); color: #fff; font-size: .8125rem; font-weight: 700; line-height: 1.5rem; text-align: center; box-shadow: 0 0 0 2px var(--paper); }
.teaser { display: flex; align-items: flex-start; width: min(19rem, calc(100vw - 2 * var(--gap))); background: var(--paper); border: 1px solid var(--edge); border-radius: var(--radius); border-end-end-radius: .25rem; box-shadow: 0 6px 24px #0002; overflow: hidden; }
.teaser-text { flex: 1; min-width: 0; padding: .75rem 0 .75rem 1rem; text-align: start; overflow-wrap: anywhere; display: grid; gap: .125rem; }
[dir=rtl] .teaser-text { padding: .75rem 1rem .75rem 0; }
.teaser .author:empty { display: none; }
.author { font-weight: 600; }

.panel { inset-block-end: max(var(--gap), env(safe-area-inset-bottom)); inset-inline-end: var(--gap); width: min(24.5rem, calc(100vw - 2 * var(--gap))); height: min(42rem, calc(100dvh - 2 * var(--gap))); display: flex; flex-direction: column; background: var(--paper); border: 1px solid var(--edge); border-radius: var(--radius); box-shadow: 0 4px 12px #0002, 0 16px 48px #0003; overflow: hidden; animation: rise .18s ease-out; }
header { border-block-end: 1px solid var(--edge); flex: none; }
.top { display: flex; align-items: center; gap: .75rem; padding: .75rem .5rem .75rem 1rem; }
:host(:dir(rtl)) .top { padding: .75rem 1rem .75rem .5rem; }
.speaker { flex: 1; min-width: 0; line-height: 1.3; }
.title { font-size: .75rem; color: var(--soft); }
.who { font-weight: 650; font-size: 1rem; overflow-wrap: anywhere; }
.what { font-size: .8125rem; color: var(--soft); }
.face { width: 2.75rem; height: 2.75rem; border-radius: 50%; display: grid; place-items: center; flex: none; background: var(--bot); color: var(--ink); }
.face[data-kind=person] { background: var(--human); color: var(--human-ink); box-shadow: inset 0 0 0 1.5px var(--human-edge); }
.face[data-kind=clock] { background: none; box-shadow: inset 0 0 0 1.5px var(--control); }
.face[data-kind=bot] { border-radius: .875rem; }
.tools { display: flex; flex: none; align-self: flex-start; }
.tool { width: 44px; height: 44px; display: grid; place-items: center; border-radius: .75rem; color: var(--soft); }
.tool:hover { background: var(--bot); color: var(--ink); }
.tool:focus-visible { outline-offset: -3px; }
.line:not(:empty) { padding: .375rem 1rem; font-size: .8125rem; font-weight: 600; background: var(--human); color: var(--human-ink); text-align: center; }
.confirm { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; padding: .5rem 1rem .75rem; }
.confirm p { flex: 1 0 100%; font-weight: 600; }

.scroll { position: relative; flex: 1; min-height: 0; display: flex; background: var(--paper); }
.log { flex: 1; min-width: 0; overflow-y: auto; overscroll-behavior: contain; padding: 1rem; display: flex; flex-direction: column; gap: .25rem; }
.log:focus-visible { outline-offset: -3px; }
.greeting { font-size: 1.25rem; line-height: 1.35; font-weight: 600; text-wrap: balance; padding-block: .5rem .75rem; overflow-wrap: anywhere; }
.row { display: flex; flex-direction: column; align-items: flex-start; max-width: 86%; margin-block-start: .75rem; position: relative; }
.row.follows { margin-block-start: 0; }
.row.customer { align-self: flex-end; align-items: flex-end; }
.meta { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .5em; font-size: .8125rem; color: var(--soft); margin-block-end: .2rem; padding-inline: .25rem; overflow-wrap: anywhere; }
.meta .author { color: var(--ink); }
.meta time { white-space: nowrap; }
.tag { border: 1px solid var(--control); border-radius: .5em; padding: 0 .4em; font-size: .75rem; }
.bubble { padding: .55rem .85rem; border-radius: var(--radius); white-space: pre-wrap; overflow-wrap: anywhere; max-width: 100%; }
.bot .bubble { background: var(--bot); border-start-start-radius: .25rem; }
.human .bubble { background: var(--human); color: var(--human-ink); border-start-start-radius: .25rem; border-inline-start: 4px solid var(--human-edge); }
.customer .bubble { background: var(--accent); color: var(--on-accent); border-end-end-radius: .25rem; }
.row[data-status=failed] .bubble { background: none; color: var(--ink); box-shadow: inset 0 0 0 1.5px var(--wrong); }
.status:not(:empty) { font-size: .8125rem; color: var(--soft); padding: .15rem .25rem 0; text-align: end; }
.system { align-self: center; max-width: 92%; margin-block: .75rem .25rem; font-size: .8125rem; color: var(--soft); text-align: center; white-space: pre-wrap; overflow-wrap: anywhere; }
.problem { color: var(--wrong); font-size: .875rem; }
.problem:empty { display: none; }
.link { color: inherit; text-decoration: underline; text-underline-offset: .2em; font-weight: 600; padding-inline: .5rem; }

.offer, .survey:not(:empty) { margin-block: .75rem .25rem; padding: .875rem 1rem; border: 1px solid var(--edge); border-radius: var(--radius); background: var(--ground); overflow-wrap: anywhere; }
.offer > p { font-weight: 600; white-space: pre-wrap; }
.choices { display: flex; flex-wrap: wrap; gap: .5rem; margin-block-start: .625rem; }
.outcome { color: var(--soft); font-size: .875rem; }
.button { border-radius: .75rem; padding: .5rem 1rem; font-weight: 600; background: var(--accent); color: var(--on-accent); border: 1.5px solid transparent; overflow-wrap: anywhere; }
.button:hover { filter: brightness(.93); }
.button.choice, .button.quiet { background: var(--paper); color: var(--ink); border-color: var(--control); }
.button.choice { flex: 1 1 auto; }
.button.wide { width: 100%; }
.address { display: flex; flex-wrap: wrap; gap: .5rem; flex: 1; min-width: 0; }
.address label, .address input, .address .problem { flex: 1 0 100%; }
input, textarea { width: 100%; background: var(--paper); border: 1.5px solid var(--control); border-radius: .75rem; padding: .6rem .75rem; min-height: 44px; font-size: max(1rem, 16px); line-height: 1.35; resize: none; }
[aria-invalid=true] { border-color: var(--wrong); }
input:focus-visible, textarea:focus-visible { outline-offset: 0; outline-width: 2px; box-shadow: none; }
::placeholder { color: var(--soft); opacity: 1; }
.survey h3 { font-weight: 600; }
.scores { display: flex; gap: .375rem; margin-block: .625rem .25rem; }
.score { flex: 1; min-width: 44px; padding: .375rem 0; border: 1.5px solid var(--control); border-radius: .75rem; background: var(--paper); display: grid; justify-items: center; line-height: 1.2; }
.score span { font-size: .75rem; color: var(--soft); }
.score:hover { border-color: var(--ink); }
.score[aria-pressed=true] { background: var(--accent); color: var(--on-accent); border-color: var(--accent); }
.score[aria-pressed=true] span { color: inherit; }
.more { display: grid; gap: .375rem; margin-block-start: .625rem; justify-items: start; }
.survey > .link { padding-inline: 0; }

.below { position: absolute; inset-block-end: .5rem; inset-inline: 0; margin-inline: auto; width: max-content; display: flex; align-items: center; gap: .375rem; padding: 0 1rem; border-radius: 22px; background: var(--ink); color: var(--paper); font-weight: 600; font-size: .875rem; }
.below .icon { width: 1rem; height: 1rem; }
.typing:not(:empty) { display: flex; align-items: center; gap: .5rem; padding: .25rem 1rem .5rem; font-size: .8125rem; color: var(--soft); }
.dots { display: inline-flex; gap: .25rem; }
.dots i { width: .4rem; height: .4rem; border-radius: 50%; background: currentColor; animation: beat 1.2s infinite ease-in-out; }
.dots i:nth-child(2) { animation-delay: .15s; }
.dots i:nth-child(3) { animation-delay: .3s; }
footer { flex: none; padding: .625rem .75rem max(.75rem, env(safe-area-inset-bottom)); border-block-start: 1px solid var(--edge); }
.compose { display: flex; align-items: flex-end; gap: .5rem; }
.compose textarea { flex: 1; min-width: 0; max-height: 8.5rem; overflow-y: auto; }
.send { width: 46px; height: 46px; flex: none; display: grid; place-items: center; border-radius: .75rem; background: var(--accent); color: var(--on-accent); }
.send:hover { filter: brightness(.93); }

@media (max-width: 480px), (max-height: 420px) {
  .panel { inset: 0; width: 100%; height: 100dvh; border: 0; border-radius: 0; }
  header { padding-block-start: env(safe-area-inset-top); }
}
@media (max-height: 420px) { .panel { overflow-y: auto; } .scroll { min-height: 9rem; } }
@media (forced-colors: active) { .launcher, .bubble, .button, .send, .score, .panel { border: 1px solid; } .score[aria-pressed=true] { outline: 3px solid Highlight; } }
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important; transition: none !important; } }
@keyframes rise { from { opacity: 0; transform: translateY(12px); } }
@keyframes beat { 0%, 60%, 100% { opacity: .3; } 30% { opacity: 1; } }
`;

/** Gives the shadow root its style in a way that a strict `style-src` allows; old browsers get a style element. */
export function dress(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement("style");
    style.textContent = CSS;
    root.append(style);
  }
}
