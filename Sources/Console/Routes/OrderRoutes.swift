import Entries

extension RouteTable {
    static let orders = Area(
        name: "orders",
        routes: [
            Route(
                .post, "/api/halts", .permitted(.halt),
                "Do not open, do not move: the belts of the area stop because of a parcel on a belt or of an open hold; a table clears nothing more because of what lies on it.",
                body: .json(.object(["passage?": .text, "hold?": .text, "table?": .text]))
            ) { api, call in try api.halt(call.request, try call.caller) },
            Route(
                .post, "/api/orders", .permitted(.orderLines),
                "The first person's part of an order that two persons give together.",
                body: .json(
                    .object([
                        "order": .choice(LineOrder.allCases.map(\.rawValue)), "line": .text, "halt?": .integer,
                        "hold?": .text,
                        "minutes?": .integer, "ground": .text,
                    ]))
            ) { api, call in try api.askOrder(call.request, try call.caller) },
            Route(
                .post, "/api/orders/{order}/confirmation", .permitted(.orderLines),
                "The second person's part: the order is in force."
            ) { api, call in try api.confirmOrder(call.place("order"), try call.caller) },
            Route(
                .post, "/api/recalls", .permitted(.recall),
                "Takes an earlier clear back; a parcel that was never seen is held as soon as it comes.",
                body: .json(.object(["number": .text, "ground": .text]))
            ) { api, call in try api.recall(call.request, try call.caller) },
        ], schemas: [:])
}
