// Shows a notification when the push service wakes it. It keeps nothing, and answers no requests.
const WORDS = "You have a new notification";

addEventListener("push", (event) => {
  // What came is not shown: whatever anybody sends, the screen says these words. A second one
  // takes the place of the first, and is heard again.
  const said = { tag: "update", renotify: true };
  event.waitUntil(registration.showNotification(WORDS, said));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(clients.openWindow("/updates/"));
});
