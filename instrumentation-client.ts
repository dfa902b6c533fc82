import { steadyFetch, watchLeaving } from './lib/client/steady-fetch'

// Next runs this in the browser before anything of the page.
watchLeaving()
window.fetch = steadyFetch(window.fetch.bind(window))
