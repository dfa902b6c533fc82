import { useTranslations } from 'next-intl'
import { Alert } from './alert'
import { Button } from './button'

/** What an open widget shows when the API did not answer, with another try. */
export function LoadFailed({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations('common')
  return (
    <Alert kind="danger" role="alert">
      {t('loadFailed')}{' '}
      <Button kind="link" size="sm" onClick={onRetry}>
        {t('retry')}
      </Button>
    </Alert>
  )
}
