import 'server-only'
import { setFlagsFromString } from 'node:v8'

// Imported for its effect, before the heap has grown. V8 lets it grow towards a quarter of the machine's memory before
// it looks for what is no longer needed; with this it looks whenever it has grown by a fifth. No bound that could end us.
setFlagsFromString('--heap-growing-percent=20')
