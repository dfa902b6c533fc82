import 'server-only'
import { setFlagsFromString } from 'node:v8'

// As lean-heap does for a console, but the heap may double: without pages there is room for it, and each look holds up
// whoever asks meanwhile by some milliseconds, which at a fifth were more than one in a hundred.
setFlagsFromString('--heap-growing-percent=100')
