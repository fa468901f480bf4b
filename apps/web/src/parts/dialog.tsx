import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useText } from '../language/text';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** A sheet over the page: keeps the focus inside, closes with Escape or a tap beside it. Render it only while open. */
export function Dialog({ title, onClose, children }: Props) {
  const t = useText();
  return (
    <ModalOverlay className="scrim" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog">
        <AriaDialog className="dialog__in stack">
          <div className="dialog__head">
            <Heading slot="title" className="h2">
              {title}
            </Heading>
            <button type="button" className="btn btn--quiet btn--s" onClick={onClose}>
              {t('dialog.close')}
            </button>
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
