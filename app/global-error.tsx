'use client'

import './globals.css'

// The layout itself has failed here, and with it language and theme: plain English, dark, no dependency.
// Next loads this file with every page, so it must stay this small.
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en" cds-base-font="16">
      <body cds-theme="dark">
        <main className="message-page">
          <h1>Something went wrong</h1>
          <p>The page could not be shown. Nothing was changed by this.</p>
          {error.digest && <p className="message-reference">Reference: {error.digest}</p>}
          <button type="button" className="btn btn-primary" onClick={reset}>
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
