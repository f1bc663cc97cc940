/* Passkeys: hands the page's options to the browser and sends back what it answers. The only thing
   in signing in that needs a script; where there is none, password and codes remain. */
(() => {
  "use strict";
  const decode = text => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, sign => sign.charCodeAt(0));
  };
  const encode = buffer => {
    let plain = "";
    for (const byte of new Uint8Array(buffer)) plain += String.fromCharCode(byte);
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const known = list => (list || []).map(one => ({ ...one, id: decode(one.id) }));

  const make = async options => {
    const made = await navigator.credentials.create({ publicKey: {
      ...options,
      challenge: decode(options.challenge),
      user: { ...options.user, id: decode(options.user.id) },
      excludeCredentials: known(options.excludeCredentials),
    } });
    return said(made, {
      attestationObject: encode(made.response.attestationObject),
      transports: made.response.getTransports ? made.response.getTransports() : [],
    });
  };

  const use = async options => {
    const used = await navigator.credentials.get({ publicKey: {
      ...options,
      challenge: decode(options.challenge),
      allowCredentials: known(options.allowCredentials),
    } });
    const handle = used.response.userHandle;
    return said(used, {
      authenticatorData: encode(used.response.authenticatorData),
      signature: encode(used.response.signature),
      userHandle: handle ? encode(handle) : null,
    });
  };

  const said = (credential, response) => ({
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: encode(credential.response.clientDataJSON), ...response },
  });

  const options = async form => {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
    const answer = await fetch(form.action, { headers });
    return (await answer.json()).request_options.publicKey;
  };

  const ask = async form => {
    for (const shown of form.querySelectorAll("[role=alert]")) shown.hidden = true;
    try {
      const ceremony = form.dataset.passkey === "make" ? make : use;
      const answer = await ceremony(await options(form));
      form.elements.credential.value = JSON.stringify(answer);
      form.submit();
    } catch (failure) {
      const there = failure.name === "InvalidStateError" && form.querySelector("[data-there]");
      const problem = there || form.querySelector("[data-problem]");
      problem.hidden = false;
      problem.focus();
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (!window.PublicKeyCredential) return;
    for (const form of document.querySelectorAll("form[data-passkey]")) {
      form.hidden = false;
      form.addEventListener("submit", event => {
        event.preventDefault();
        ask(form);
      });
    }
  });
})();
