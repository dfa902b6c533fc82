import 'react'

// The attributes by which Clarity's CSS is switched.
declare module 'react' {
  interface HTMLAttributes<T> {
    'cds-theme'?: 'dark' | 'light' | 'system'
    'cds-base-font'?: '16'
  }
}
