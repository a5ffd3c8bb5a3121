import { createHash } from 'node:crypto';

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** The source of a policy that allows one text, and no other. */
export function digestSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

const style = `:root{color-scheme:light dark}
body{font:400 1rem/1.5 Inter,system-ui,sans-serif;background:light-dark(#fbfaf6,#1a1917);color:light-dark(#1b1a18,#f1eee7);margin:12vh auto;max-width:34rem;padding:0 16px}
h1{font:600 1.5rem/1.25 "Source Serif 4",Georgia,serif}
label{display:block;font-weight:500;font-size:.875rem;margin-bottom:4px}
input,button{font:inherit;color:inherit;background:none;border:1px solid light-dark(#8f897e,#7f796e);border-radius:6px;padding:6px 12px;min-height:36px}
input{width:100%;box-sizing:border-box;margin-bottom:12px}
a{color:inherit}
code{overflow-wrap:anywhere}
[role=alert]{color:light-dark(#a4341a,#ff8a6b)}
`;

/** A page of words, without scripts and without a session, for what stands around editions. `body` is HTML. */
export function plainPage(title: string, body: string): { html: string; policy: string } {
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`;
  const policy = `default-src 'none'; style-src ${digestSource(style)}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;
  return { html, policy };
}

/** Asks for the passphrase of a link. The form goes to the same address and nowhere else. */
export function passphrasePage(said: string): { html: string; policy: string } {
  return plainPage(
    'This link asks for a passphrase',
    `<p>Whoever sent you the link has it. It is asked for each time, and nothing is kept in your browser.</p>
<p role="alert">${escapeHtml(said)}</p>
<form method="POST">
<label for="passphrase">Passphrase</label>
<input id="passphrase" name="passphrase" type="password" autocomplete="off" required maxlength="200">
<button>Open</button>
</form>`,
  );
}
