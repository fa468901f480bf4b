/** As people see them; see `visibleLength`. */
export const titleLimit = 120;
export const postLimit = 5000;
export const contentNoteLimit = 60;
export const contentNotesLimit = 3;
export const photosLimit = 4;
export const alternativeTextLimit = 300;
/** Photos that somebody sent and did not post (yet). */
export const loosePhotosLimit = 12;
/** Milliseconds that a photo waits to be posted. */
export const loosePhotoLasts = 86_400_000;
