import 'server-only'
import { run } from '../http/process/run'

// A process that never comes to the end of its start, as one that waits for its database.
const waiting = setInterval(() => undefined, 1_000)
await run(async () => {
  process.send!('starting')
  await new Promise(() => waiting)
})
