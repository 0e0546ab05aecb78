// What is done with a code. Loaded by redeem.js when it is needed.
const { json, sent } = window.regulars;
const codeBy = (button) => button.parentNode.querySelector('code');

// Into the cart, beside its codes, and there. Says whether it takes anything off; if not, the shopper stays where they are.
export const useCode = async (code, { dataset }) => {
  const codesOf = (cart) => cart.discount_codes.filter((one) => one.applicable).map((one) => one.code);
  try {
    const discount = [...codesOf(await json('/cart.js')), code].join();
    if (!codesOf(await json('/cart/update.js', sent({ discount }))).includes(code)) return false;
  } catch {
    return false;
  }
  location = dataset.cart;
  return true;
};

// To the cart in any case: it says why it does not take a code.
export const use = async (button, home) => {
  if (!(await useCode(codeBy(button).textContent, home))) location = home.dataset.cart;
};

export const copy = async (button) => {
  try {
    await navigator.clipboard.writeText(codeBy(button).textContent);
    button.textContent = button.dataset.copied;
  } catch {
    // Not allowed: then it is marked, to be copied by hand.
    getSelection().selectAllChildren(codeBy(button));
  }
};
