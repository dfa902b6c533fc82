import 'server-only'

/** As they were before anything took their place. */
const [stdout, stderr] = [process.stdout, process.stderr].map((stream) => stream.write.bind(stream))

/** What a start says to people, as it is: what it waits for, the first password, that it is ready. */
export const tell = (text: string): void => void stdout!(text)

/** The sentence of a start that failed. */
export const tellFailure = (text: string): void => void stderr!(text)
