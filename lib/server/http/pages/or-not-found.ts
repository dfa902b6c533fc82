import 'server-only'
import { notFound } from 'next/navigation'
import { asRefusal } from '../../errors'

/** For pages: what a verb read, or the not-found page when it refused because the caller may not see it. */
export async function orNotFound<Result>(reading: Promise<Result>): Promise<Result> {
  try {
    return await reading
  } catch (error) {
    const kind = asRefusal(error)?.kind
    if (kind === 'not-found' || kind === 'forbidden') notFound()
    throw error
  }
}
