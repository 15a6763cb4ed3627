// socket.io with its Redis adapter: one room, an emit for each post.
import { createRequire } from "node:module";
import { createServer } from "node:http";

const load = createRequire(`${process.env.MODULES}/`);
const { Server } = load("socket.io");
const { createAdapter } = load("@socket.io/redis-adapter");
const { createClient } = load("redis");

const pub = createClient({ url: process.env.REDIS_URL });
const sub = pub.duplicate();
await Promise.all([pub.connect(), sub.connect()]);

const http = createServer();
const io = new Server(http, { transports: ["websocket"], adapter: createAdapter(pub, sub) });
const event = JSON.parse(process.env.EVENT); // a message as this project sends it
let places = 0;

io.on("connection", (socket) => {
  socket.join("measured");
  socket.on("say", (said) => {
    places += 1;
    io.to("measured").emit("msg", { ...event, seq: places, body: said.body });
  });
});

http.listen({ port: Number(process.env.PORT), host: "127.0.0.1", backlog: 4096 });
process.on("SIGTERM", () => process.exit(0));
