'use client'

import { ErrorMessage } from '@/components/shell/error-message'

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <ErrorMessage error={error} onRetry={reset} />
}
