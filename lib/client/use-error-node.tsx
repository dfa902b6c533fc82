import type { ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import type { ActionError } from '@/lib/domain/action-error'
import { paths } from '../paths'
import { useErrorText } from './use-error-text'

/** An action's error as a dialog says it: where the session has ended, with a way to sign in that keeps the form. */
export function useErrorNode(): (error: ActionError) => ReactNode {
  const t = useTranslations('errors')
  const errorText = useErrorText()
  return (error) => {
    if (error.code !== 'UNAUTHORIZED') return errorText(error)
    return t.rich('sessionEnded', {
      link: (text) => (
        <a href={paths.signIn()} target="_blank" rel="noopener">
          {text}
        </a>
      ),
    })
  }
}
