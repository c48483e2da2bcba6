// A translator that does not ask wraps text in <font>, behind the back of Streamlit's frontend, which then has a parent
// remove, or put something before, a text that is not its own child any more. The browser throws at that, and the page is gone
// (facebook/react issue 11538). Loaded by the document, before the frontend.

const { removeChild, insertBefore } = Node.prototype;

/**
 * The child of a parent that is this node, or is wrapped around it; null for a text that is not there any more.
 * @template {Node} Kind
 * @param {Node} parent
 * @param {Kind} node
 */
function childOf(parent, node) {
  /** @type {Node} */ let child = node;
  while (child.parentNode !== parent && child.parentNode?.nodeName === "FONT") child = child.parentNode;
  return child.parentNode === parent ? child : node.nodeType === Node.TEXT_NODE ? null : node;
}

Node.prototype.removeChild = /** @type {typeof removeChild} */ (function (node) {
  const child = childOf(this, node);
  if (child) removeChild.call(this, child);
  return node;
});

Node.prototype.insertBefore = /** @type {typeof insertBefore} */ (function (node, before) {
  insertBefore.call(this, node, before && childOf(this, before));
  return node;
});
