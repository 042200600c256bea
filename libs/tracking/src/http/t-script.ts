/**
 * `t.js`, for pages of advertisers: keeps the click id that the page was opened with, makes a click where the page is linked to directly
 * (`?fl_link=CODE`), and reports conversions. Written by hand to stay small; no dependencies; runs wherever `fetch` does.
 *
 *     <script src="https://go.example/t.js" data-advertiser="adv_…" defer></script>
 *     fairlead.conversion({ order_id: 'A-1', amount: '19.99', currency: 'EUR' })
 *
 * Attributes: `data-advertiser`; `data-param`, the parameter with the click id (fl_click); `data-link`, the parameter with a link's code
 * (fl_link); `data-days`, how long it is kept (30); `data-domain`, for a cookie of all subdomains; `data-consent="required"`: nothing is
 * stored before `fairlead.consent(true)`. `fairlead.click()` resolves with the click id or null.
 */
export const T_SCRIPT = `(function (w, d) {
  var s = d.currentScript, a = s.dataset, host = new URL(s.src).origin, name = a.param || 'fl_click', life = (+a.days || 30) * 86400,
    may = a.consent !== 'required', id = null, query = new URLSearchParams(w.location.search), shape = /^clk_[0-9a-z]{60}$/;
  function cookie(value, age) {
    d.cookie = name + '=' + value + ';path=/;max-age=' + age + ';samesite=lax' + (a.domain ? ';domain=' + a.domain : '') + (w.location.protocol === 'https:' ? ';secure' : '');
  }
  function local(value) {
    try {
      var l = w.localStorage, kept;
      if (value === undefined) { kept = (l.getItem(name) || '').split(' '); return kept[1] > Date.now() ? kept[0] : null; }
      if (value) l.setItem(name, value + ' ' + (Date.now() + life * 1000)); else l.removeItem(name);
    } catch (e) { return null; }
  }
  function keep(value) { id = value; if (may && value) { cookie(value, life); local(value); } return value; }
  function kept() {
    var found = ('; ' + d.cookie).split('; ' + name + '=')[1], value = id || (found ? found.split(';')[0] : local());
    return shape.test(value) ? value : null;
  }
  function send(event) {
    return w.fetch(host + '/t/events', { method: 'POST', keepalive: true, credentials: 'omit', headers: { 'Content-Type': 'text/plain' }, body: JSON.stringify(event) })
      .then(function (r) { return r.json().then(function (body) { if (r.ok) return body; throw body; }); });
  }
  function arrive() {
    var given = query.get(name), code = query.get(a.link || 'fl_link');
    if (shape.test(given)) return Promise.resolve(keep(given));
    if (!code) return Promise.resolve(kept());
    return send({ type: 'visit', code: code, url: w.location.href, referrer: d.referrer, consent: may }).then(function (r) { return keep(r.click_id); }).catch(kept);
  }
  var ready = arrive();
  w.fairlead = {
    click: function () { return ready.then(kept); },
    conversion: function (report) {
      return ready.then(function () { return send(Object.assign({ type: 'conversion', advertiser: a.advertiser, click_id: kept() }, report)); });
    },
    consent: function (given) { may = given; if (given) keep(id); else { cookie('', 0); local(null); } }
  };
})(window, document);
`;

/** A page to try the script on: what it keeps, and a conversion by hand. */
export const T_TEST_PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>t.js: try it</title>
<style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}label{display:block;margin:.5rem 0}input{font:inherit;padding:.3rem;width:100%;box-sizing:border-box}button{font:inherit;padding:.4rem .9rem;margin:.5rem .5rem .5rem 0}output,code{overflow-wrap:anywhere}output{display:block;white-space:pre-wrap}</style>
</head><body><main><h1>t.js: try it</h1>
<p>Open this page with <code>?fl_click=clk_…</code> as a landing page gets it, or with <code>?fl_link=CODE</code> as a direct link.</p>
<p>Click id: <output id="click">none</output></p>
<form id="report"><label>Advertiser <input name="advertiser" placeholder="adv_…"></label><label>Order id <input name="order_id" required></label><label>Amount <input name="amount" inputmode="decimal" value="19.99"></label><label>Currency <input name="currency" value="EUR"></label>
<button>Report the conversion</button></form>
<button id="refuse">Refuse consent</button><button id="give">Give consent</button>
<h2>Answer</h2><output id="answer">none yet</output></main>
<script src="/t.js"></script><script src="/t/test.js"></script></body></html>
`;

/** What the page does; apart from it, as its policy allows no script inside. */
export const T_TEST_SCRIPT = `var show = function (id, value) { document.getElementById(id).textContent = typeof value === 'string' ? value : JSON.stringify(value, null, 2); };
var look = function () { fairlead.click().then(function (id) { show('click', id || 'none'); }); };
look();
document.getElementById('report').addEventListener('submit', function (event) {
  event.preventDefault();
  var report = {};
  new FormData(event.target).forEach(function (value, name) { if (value) report[name] = value; });
  fairlead.conversion(report).then(function (answer) { show('answer', answer); }, function (problem) { show('answer', problem); });
});
document.getElementById('refuse').addEventListener('click', function () { fairlead.consent(false); look(); });
document.getElementById('give').addEventListener('click', function () { fairlead.consent(true); look(); });
`;
