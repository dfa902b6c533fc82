import { useRef, useState } from 'react'

/** Whether a form's fields hold something else than when it came: `ref` and `onChange` go to the form. */
export function useTyped() {
  const start = useRef<string>(undefined)
  const [typed, setTyped] = useState(false)
  return {
    typed,
    form: {
      ref: (form: HTMLFormElement | null) => {
        if (form) start.current ??= contentsOf(form)
      },
      onChange: (event: { currentTarget: HTMLFormElement }) =>
        setTyped(contentsOf(event.currentTarget) !== start.current),
    },
  }
}

/** Fields that appear with a choice count as well. */
const contentsOf = (form: HTMLFormElement): string =>
  JSON.stringify(
    [...form.elements].map((element) => {
      if (element instanceof HTMLInputElement && /^(checkbox|radio)$/.test(element.type)) return element.checked
      return 'value' in element ? element.value : null
    }),
  )
