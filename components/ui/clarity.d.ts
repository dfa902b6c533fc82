import 'react'

// The attributes by which Clarity's CSS is switched.
declare module 'react' {
  interface HTMLAttributes<T> {
    'cds-theme'?: 'dark' | 'light'
    'cds-base-font'?: '16'
  }
}
