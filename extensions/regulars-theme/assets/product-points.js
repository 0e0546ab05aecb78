// Shows the points of the variant that is chosen; what each brings stands in the page already.
document.addEventListener('change', () => {
  // Themes set the form's id while they handle the same event.
  setTimeout(() => {
    for (const block of document.querySelectorAll('[data-regulars-product]')) {
      const texts = [...block.querySelectorAll('[data-regulars-variant]')];
      for (const form of document.querySelectorAll('form[action*="/cart/add"]')) {
        const id = new FormData(form).get('id');
        if (!texts.some((text) => text.dataset.regularsVariant === id)) continue;
        for (const text of texts) text.hidden = text.dataset.regularsVariant !== id;
        break;
      }
    }
  });
});
