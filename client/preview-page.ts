import { Uri, type Webview } from 'vscode';

/** The page of the preview: one script and one style sheet of ours, nothing else may load or run. */
export function previewPage(webview: Webview, extension: Uri): string {
  const nonce = crypto.randomUUID();
  const script = webview.asWebviewUri(Uri.joinPath(extension, 'dist', 'preview.js')).toString();
  const style = webview.asWebviewUri(Uri.joinPath(extension, 'media', 'preview.css')).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="stylesheet" href="${style}" />
    <title>Mail topology</title>
  </head>
  <body>
    <div id="app"></div>
    <script nonce="${nonce}" src="${script}"></script>
  </body>
</html>`;
}

/** What the page may read of the extension. */
export function previewResources(extension: Uri): readonly Uri[] {
  return [Uri.joinPath(extension, 'dist'), Uri.joinPath(extension, 'media')];
}
