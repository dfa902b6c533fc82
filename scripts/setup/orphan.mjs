/**
 * npm passes a SIGTERM on to the shell between us, which ends without telling us: under npm, the shell's end is taken
 * as that signal. A supervisor that wants to see the orderly stop itself runs `node scripts/start.mjs`.
 */
export function stopWithNpm() {
  const shell = process.ppid
  if (!process.env.npm_lifecycle_event) return
  const watch = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}
