import localFont from 'next/font/local'

/**
 * The font that Clarity's style sheet carries within itself, as files of their own (made from it with fontTools): kept
 * by the browser whatever changes in the style sheet, loaded beside it, and text stands there before they arrive.
 */
export const metropolis = localFont({
  src: [
    { path: '../components/ui/fonts/metropolis-400.woff2', weight: '400', style: 'normal' },
    { path: '../components/ui/fonts/metropolis-500.woff2', weight: '500', style: 'normal' },
    { path: '../components/ui/fonts/metropolis-600.woff2', weight: '600', style: 'normal' },
  ],
  variable: '--metropolis',
  display: 'swap',
})
