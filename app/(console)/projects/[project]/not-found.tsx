import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/ui/empty-state'

export default async function ProjectPageNotFound() {
  const t = await getTranslations('errors')
  return <EmptyState>{t('notFoundText')}</EmptyState>
}
