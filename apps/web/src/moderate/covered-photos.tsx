import { useState } from 'react';
import type { DeskPostPartsFragment } from '../generated/staff-documents';
import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import { Photo } from '../parts/photo';

type DeskPhoto = DeskPostPartsFragment['photos'][number];

/** The photos of a post. Each stays covered, and is not even fetched, until it is asked for; first in grey, which weighs less. */
export function CoveredPhotos({ photos }: { photos: readonly DeskPhoto[] }) {
  return photos.map((photo) => <CoveredPhoto key={photo.id} photo={photo} />);
}

function CoveredPhoto({ photo }: { photo: DeskPhoto }) {
  const t = useText();
  const [shown, setShown] = useState<'no' | 'grey' | 'colour'>('no');
  const { alternativeText: text } = photo;
  return (
    <div className="dphoto">
      {shown === 'no' ? (
        <p className="dphoto__cover">
          <Icon name="photo" />
          {t('desk.photo.covered')}
        </p>
      ) : (
        <Photo photo={photo} className={shown === 'grey' ? 'pic pic--grey' : 'pic'} />
      )}
      <p className="meta">{text ? t('desk.photo.says', { text }) : t('desk.photo.saysNothing')}</p>
      <p className="row">
        <button
          type="button"
          className="btn btn--quiet btn--s"
          onClick={() => setShown(shown === 'grey' ? 'colour' : 'grey')}
        >
          {t(shown === 'no' ? 'desk.photo.show' : shown === 'grey' ? 'desk.photo.colour' : 'desk.photo.grey')}
        </button>
        {shown !== 'no' && (
          <button type="button" className="btn btn--quiet btn--s" onClick={() => setShown('no')}>
            {t('desk.photo.hide')}
          </button>
        )}
      </p>
    </div>
  );
}
