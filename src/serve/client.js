// The preview's half in the browser: loads a page again when what it shows has changed, and lays problems over it.
// Everything it is told may hold the text of hostile articles, so text only ever becomes text nodes.
(() => {
  const { revision: loadedRevision, page } = document.currentScript.dataset;
  const DISMISSED = 'broadsheet-dismissed';
  let revision = loadedRevision;
  let source = null;
  let overlay = null;

  const STYLE = `
    :host { all: initial; position: fixed; inset: 0; z-index: 2147483647; overflow: auto; color-scheme: dark;
      background: rgb(20 18 16 / 0.94); color: #eee8dd; font: 16px/1.5 system-ui, sans-serif; }
    main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.5rem; }
    header { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; }
    h1 { font-size: 1.25rem; margin: 0; }
    p { margin: 0.25rem 0; }
    button { font: inherit; color: inherit; background: none; border: 1px solid currentcolor; border-radius: 4px;
      padding: 0.2rem 0.75rem; cursor: pointer; }
    section { margin-top: 1.5rem; border-inline-start: 4px solid #e5736b; padding-inline-start: 1rem; }
    section.warning { border-color: #e0b050; }
    section.note { border-color: #7fa8d8; }
    .place, pre { font: 14px/1.5 ui-monospace, monospace; }
    .place { color: #c9bfae; overflow-wrap: anywhere; }
    .reason, .hint { overflow-wrap: anywhere; unicode-bidi: isolate; }
    .reason { font-weight: 600; }
    .hint { color: #c9bfae; }
    pre { margin: 0.75rem 0 0; padding: 0.5rem 0.75rem; background: rgb(255 255 255 / 0.06); overflow-x: auto; }
    pre div { white-space: pre; unicode-bidi: isolate; min-height: 1.5em; }
    pre .meant { background: rgb(229 115 107 / 0.3); }
  `;

  /** Control characters and those that turn the direction of text, made visible. */
  const visible = (text) =>
    String(text).replace(
      /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
      '\ufffd',
    );

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    for (const child of children) made.append(typeof child === 'string' ? visible(child) : child);
    return made;
  }

  function connect() {
    if (source !== null) return;
    source = new EventSource(`/_broadsheet/events?since=${encodeURIComponent(revision)}`);
    source.addEventListener('message', ({ data }) => hear(JSON.parse(data)));
  }

  function hear(notice) {
    const isNew = notice.revision !== revision;
    revision = notice.revision;
    if (isNew && concernsUs(notice.changed)) location.reload();
    else show(notice);
  }

  /** Whether this page, or something it loaded, is among the changed files. */
  function concernsUs(changed) {
    if (changed === null) return true;
    const ours = new Set([page, fileOf(location.pathname)]);
    for (const { name } of performance.getEntriesByType('resource')) {
      const { origin, pathname } = new URL(name);
      if (origin === location.origin) ours.add(fileOf(pathname));
    }
    return changed.some((path) => ours.has(path));
  }

  function fileOf(pathname) {
    const path = decodeURIComponent(pathname).slice(1);
    return path === '' || path.endsWith('/') ? `${path}index.html` : path;
  }

  function show({ problems, problemCount }) {
    const key = JSON.stringify(problems);
    if (problems.length === 0) sessionStorage.removeItem(DISMISSED);
    overlay?.remove();
    overlay = null;
    if (problems.length === 0 || sessionStorage.getItem(DISMISSED) === key) return;
    overlay = document.createElement('broadsheet-problems');
    overlay.setAttribute('role', 'alertdialog');
    overlay.setAttribute('aria-label', 'Problems');
    overlay.dataset.key = key;
    const shadow = overlay.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    shadow.adoptedStyleSheets = [sheet];
    const close = element('button', '', 'Close (Esc)');
    close.addEventListener('click', dismiss);
    const count = problemCount === 1 ? '1 problem' : `${problemCount} problems`;
    const heading = element('header', '', element('h1', '', `${count}: this is the last good site`), close);
    const more = problemCount - problems.length;
    const rest = more > 0 ? element('p', 'hint', `${more} more in the terminal.`) : '';
    shadow.append(element('main', '', heading, ...problems.map(sectionOf), rest));
    document.documentElement.append(overlay);
  }

  function sectionOf({ file, line, column, severity, rule, reason, hint, excerpt }) {
    const place = file === '' ? rule : `${file}:${line}:${column} ${severity} ${rule}`;
    const section = element(
      'section',
      severity,
      element('p', 'place', place),
      element('p', 'reason', reason),
    );
    if (hint !== null) section.append(element('p', 'hint', hint));
    if (excerpt.length > 0) {
      const width = String(excerpt.at(-1).number).length;
      const rows = excerpt.map(({ number, text }) =>
        element('div', number === line ? 'meant' : '', `${String(number).padStart(width)}  ${text}`),
      );
      section.append(element('pre', '', ...rows));
    }
    return section;
  }

  function dismiss() {
    if (overlay === null) return;
    sessionStorage.setItem(DISMISSED, overlay.dataset.key);
    overlay.remove();
    overlay = null;
  }

  addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') dismiss();
  });
  // A browser opens six connections to a server and no more: a seventh tab would wait for ever if tabs out of
  // sight kept theirs. They catch up when they are looked at again.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') connect();
    else {
      source?.close();
      source = null;
    }
  });
  if (document.visibilityState === 'visible') connect();
})();
