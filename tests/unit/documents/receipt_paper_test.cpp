#include "documents/receipt_paper.hpp"

#include <catch2/catch_test_macros.hpp>

#include "documents/money_text.hpp"
#include "documents/paper_html.hpp"
#include "documents/session_paper.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using documents::BlockKind;
using documents::TextStyle;

base::Currency currency(std::string_view code, int digits) {
    return value(base::Currency::make(code, digits));
}

const organization::Tenant& tenant() {
    static const organization::Tenant peru{
        .name = "Café", .country = "PE", .currency = currency("PEN", 2), .language = "es"};
    return peru;
}

std::int64_t count(const documents::Paper& paper, BlockKind kind) {
    return std::ranges::count(paper.blocks, kind, &documents::Block::kind);
}

TEST_CASE("Amounts are written as the country writes them", "[documents][DOC-1]") {
    CHECK(documents::money_text(123456789, currency("PEN", 2), "PE") == "1,234,567.89");
    CHECK(documents::money_text(-123456, currency("EUR", 2), "ES") == "-1.234,56");
    CHECK(documents::money_text(5, currency("EUR", 2), "ES") == "0,05");
    CHECK(documents::money_text(1234567, currency("CLP", 0), "CL") == "1.234.567");
    CHECK(documents::money_text(999, currency("CLP", 0), "CL") == "999");
    CHECK(documents::price_text(1250, currency("PEN", 2), "PE") == "S/ 12.50");
    CHECK(documents::price_text(905, currency("EUR", 2), "ES") == "9,05 €");
    CHECK(documents::decimal_text(value(base::Decimal::parse("0.250")), "ES") == "0,25");
    CHECK(documents::decimal_text(value(base::Decimal::parse("2.000")), "PE") == "2");
    CHECK(documents::tax_id_name("CL") == "RUT");
}

TEST_CASE("A receipt's paper escapes every text and adds up", "[documents][DOC-1]") {
    sales::ReceiptView receipt;
    receipt.number = "R001-1";
    receipt.shop.name = "<script>alert(1)</script> & Co";
    receipt.total = 150000;
    receipt.lines.push_back({.name = "Té \"verde\"", .unit_price = 150000, .total = 150000});
    const auto html =
        value(documents::paper_html(documents::receipt_paper(receipt, tenant(), "mostrador:x")));
    CHECK(html.starts_with("<article class=\"paper\">"));
    CHECK(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co"));
    CHECK_FALSE(html.contains("<script>"));
    CHECK(html.contains("Té &quot;verde&quot;"));
    CHECK(html.contains("S/ 1,500.00"));
    CHECK(html.contains("<svg class=\"qr\""));
}

TEST_CASE("What is unlike a plain sale is on the paper", "[documents][DOC-1][SALE-5]") {
    sales::ReceiptView note;
    note.number = "C001-1";
    note.original = base::Id{};
    note.original_number = "R001-7";
    note.discount = 150;
    note.tip = 100;
    note.rounding = -3;
    note.mark = sales::Mark::test;
    note.note = "<frío>";
    note.lines.push_back({.name = "Té", .discount = 75, .note = "sin azúcar"});
    note.payments = {{.method = payments::Method::transfer, .tendered = 500},
                     {.method = payments::Method::voucher, .tendered = -750, .reference = "V-1"}};
    const auto html =
        value(documents::paper_html(documents::receipt_paper(note, tenant(), "mostrador:x")));
    for (const auto* text :
         {">Nota de crédito C001-1</h2>", ">De R001-7</p>", ">PRUEBA</p>", "Descuento -0.75</td>",
          "Té (sin azúcar)", "<th>Descuento</th><td>-1.50</td>", "<th>Propina</th><td>1.00</td>",
          "<th>Redondeo</th><td>-0.03</td>", "&lt;frío&gt;", "<th>Transferencia</th><td>5.00</td>",
          "<th>Vale V-1</th><td>-7.50</td>"}) {
        INFO(text);
        CHECK(html.contains(text));
    }
}

TEST_CASE("A receipt has what the law asks, and opens the drawer for cash only",
          "[documents][DOC-1]") {
    sales::ReceiptView receipt;
    receipt.number = "R001-1";
    receipt.shop = {"Café", "Café SAC", "20123456789", "Centro", "Jr. Uno 1"};
    receipt.taxes = {{"IVA 10 %", base::Decimal(10), 1000, 100},
                     {"IVA 21 %", base::Decimal(21), 2000, 420}};
    receipt.payments = {{payments::Method::card, 3520, 3520, 0, ""}};
    auto paper = documents::receipt_paper(receipt, tenant(), "https://x/r/1");
    const auto html = value(documents::paper_html(paper));
    CHECK(html.contains("RUC 20123456789"));
    CHECK(html.contains("IVA 10 % (base 10.00)"));
    CHECK(html.contains("IVA 21 % (base 20.00)"));
    CHECK(html.contains("Este recibo en línea"));
    CHECK(count(paper, BlockKind::drawer) == 0);
    CHECK(count(paper, BlockKind::cut) == 1);

    receipt.payments = {{payments::Method::cash, 3520, 4000, 480, ""}};
    paper = documents::receipt_paper(receipt, tenant(), "mostrador:receipt:1");
    CHECK(count(paper, BlockKind::drawer) == 1);
    documents::mark_duplicate(paper);
    CHECK(paper.blocks.front().text == "DUPLICADO");
    CHECK(paper.blocks.front().style == TextStyle::banner);
    CHECK(count(paper, BlockKind::drawer) == 0);
}

TEST_CASE("A receipt's code leads to its page", "[documents][DOC-1]") {
    const auto tenant_id = *base::Id::parse("01900000-0000-7000-8000-0000deadbeef");
    const auto receipt = *base::Id::parse("01980000-0000-7000-8000-000000000001");
    CHECK(documents::receipt_link("https://shop.example", tenant_id, receipt) ==
          "https://shop.example/r/deadbeef/01980000-0000-7000-8000-000000000001");
    CHECK(documents::receipt_link("", tenant_id, receipt) ==
          "mostrador:receipt:01980000-0000-7000-8000-000000000001");
}

TEST_CASE("The first print is the original, every other a duplicate", "[documents][DOC-1]") {
    Shop shop;
    shop.till().set_origin("https://shop.example");
    shop.open_register();
    const auto receipt = shop.sell_coffee();
    const base::Json one{{"kind", "receipt"}, {"id", receipt["id"]}};
    CHECK_FALSE(receipt["paper"].get<std::string>().contains("DUPLICADO"));

    const auto first = shop.call("documents.print", one);
    CHECK_FALSE(first["html"].get<std::string>().contains("DUPLICADO"));
    CHECK(first["papers"][0]["name"] == "R001-00000001");
    CHECK(first["papers"].dump().contains("https://shop.example/r/"));
    const auto again = shop.call("documents.print", one);
    CHECK(again["papers"][0]["blocks"][0]["text"] == "DUPLICADO");
    CHECK(shop.call("sales.receipt", one)["paper"].get<std::string>().contains("DUPLICADO"));
    CHECK(shop.error("documents.print", {{"kind", "receipt"}, {"id", shop.ana.text()}}) ==
          "sales.receipt_not_found");
}

TEST_CASE("A copy that is shared is no print", "[documents][DOC-3]") {
    Shop shop;
    shop.open_register();
    const auto receipt = shop.sell_coffee();
    const base::Json share{{"kind", "receipt"}, {"id", receipt["id"]}, {"share", true}};
    for (int i = 0; i < 2; ++i) {
        const auto copy = shop.call("documents.print", share)["papers"].dump();
        CHECK_FALSE(copy.contains("DUPLICADO"));
        CHECK_FALSE(copy.contains("drawer"));
    }
    const base::Json print{{"kind", "receipt"}, {"id", receipt["id"]}};
    const auto original = shop.call("documents.print", print)["papers"].dump();
    CHECK_FALSE(original.contains("DUPLICADO"));
    CHECK(original.contains("drawer"));
    CHECK(shop.call("documents.print", share)["papers"].dump().contains("DUPLICADO"));
}

TEST_CASE("The drawer opens once for what moves cash, and not later", "[documents][CASH-2]") {
    Shop shop;
    shop.open_register();
    const auto opened = [&](std::string_view kind, const base::Json& id) {
        return shop.call("documents.print", {{"kind", kind}, {"id", id}})["papers"].dump().contains(
            "\"drawer\"");
    };
    const auto receipt = shop.sell_coffee()["id"];
    CHECK(opened("drawer", receipt));
    CHECK_FALSE(opened("drawer", receipt));
    CHECK_FALSE(opened("receipt", receipt));  // it stands open already
    CHECK(opened("receipt", shop.sell_coffee()["id"]));

    const auto late = shop.sell_coffee()["id"];
    shop.clock.advance(3 * 60 * 1'000'000LL);
    CHECK_FALSE(opened("receipt", late));
    CHECK_FALSE(opened("drawer", late));

    const auto movement = shop.log().make_id().text();
    CHECK_FALSE(opened("drawer", movement));  // nobody allowed it
    shop.call("cash.move", {{"movement", movement},
                            {"direction", "open"},
                            {"amount", 0},
                            {"reason", ""},
                            {"approval", {{"person", shop.rosa.text()}, {"pin", "1234"}}}});
    CHECK(opened("drawer", movement));
    CHECK_FALSE(opened("drawer", movement));
}

TEST_CASE("Cards and tables have codes that open them", "[documents][SCAN-1]") {
    Shop shop;
    shop.open_register();
    const auto print = [&](std::string_view kind, const std::string& id) {
        return shop.call("documents.print", {{"kind", kind}, {"id", id}})["papers"];
    };
    const auto customer = shop.log().make_id().text();
    shop.call("customers.put", {{"id", customer},
                                {"name", "María Ñahui"},
                                {"documentKind", ""},
                                {"document", ""},
                                {"email", ""},
                                {"phone", "987654321"},
                                {"address", ""},
                                {"consentAt", 0},
                                {"active", true}});
    const auto card = print("customer", customer);
    CHECK(card[0].dump().contains("mostrador:customer:" + customer));
    CHECK(card[0].dump().contains("María Ñahui"));
    CHECK_FALSE(card[0].dump().contains("987654321"));
    CHECK(shop.error("documents.print", {{"kind", "customer"}, {"id", shop.coffee.text()}}) ==
          "customers.not_found");

    const auto door = print("table", shop.door.text());
    REQUIRE(door.size() == 1);
    CHECK(door[0]["form"] == "sheet");
    CHECK(door[0].dump().contains("mostrador:table:" + shop.door.text()));
    const auto plan = shop.call("floor.view");
    const auto area = plan["areas"][0]["id"].get<std::string>();
    CHECK(print("table", area).size() == plan["tables"].size());
    CHECK(shop.error("documents.print", {{"kind", "table"}, {"id", customer}}) ==
          "floor.table_not_found");
}

TEST_CASE("An X may be printed again and again, a Z only as a duplicate", "[documents][CASH-3]") {
    Shop shop;
    shop.open_register();
    shop.sell_coffee();
    const auto session = shop.call("cash.report")["session"]["id"];
    const base::Json one{{"kind", "report"}, {"id", session}};
    for (int i = 0; i < 2; ++i) {
        const auto x = shop.call("documents.print", one)["html"].get<std::string>();
        CHECK(x.contains("Informe X"));
        CHECK(x.contains("7.50"));
        CHECK(x.contains("Fondo inicial"));
        CHECK_FALSE(x.contains("DUPLICADO"));
    }
    shop.call("cash.close",
              {{"session", session}, {"counted", {{{"method", "cash"}, {"amount", 10700}}}}});
    const auto z = shop.call("documents.print", one)["html"].get<std::string>();
    CHECK(z.contains("Cierre Z 1"));
    CHECK(z.contains("-0.50"));
    CHECK_FALSE(z.contains("DUPLICADO"));
    CHECK(shop.call("documents.print", one)["html"].get<std::string>().contains("DUPLICADO"));
}

TEST_CASE("A Z tells what was not a plain sale, and what came after it", "[documents][CASH-3]") {
    cash::SessionReport report;
    report.number = 7;
    report.closed_at = 1'700'000'000'000'000;
    report.closed_by = "Ana Quispe";
    report.refunds = -250;
    report.discounts = 0;
    report.marked = 2;
    report.movements = std::vector<cash::MovementView>{{.amount = -500, .reason = "Pan <seco>"},
                                                       {.amount = 0, .reason = ""}};
    report.by_method.push_back({.method = payments::Method::voucher, .expected = 100});
    report.pieces = std::vector<cash::Pieces>{{.value = 2000, .count = 3}};
    report.notes = "Faltó una moneda";
    report.addendum = cash::Addendum{.receipts = 3, .sales = 4200, .cash = 1200};
    auto lima = tenant();
    lima.time_zone = "America/Lima";
    const auto paper = value(documents::session_paper(report, lima, {"Centro", "Caja 1"}));
    const auto html = value(documents::paper_html(paper));
    for (const auto* text :
         {"Cierre Z 7", "Ana Quispe", "<th>Devoluciones</th><td>-2.50</td>",
          "<th>Cortesías y pruebas</th><td>2</td>", "<th>Pan &lt;seco&gt;</th><td>-5.00</td>",
          "Cajón abierto", "Vale", "3 × 20.00", "Faltó una moneda", "Después del cierre",
          "<th>Ventas</th><td>42.00</td>"}) {
        INFO(text);
        CHECK(html.contains(text));
    }
    CHECK_FALSE(html.contains("Descuentos"));
}

TEST_CASE("Labels have a barcode where one can be drawn", "[documents][DOC-2]") {
    Shop shop;
    shop.open_register();
    const auto print = [&](const base::Id& product) {
        return shop.call("documents.print", {{"kind", "label"}, {"id", product.text()}});
    };
    const auto coffee = print(shop.coffee)["papers"][0];
    CHECK(coffee["form"] == "label");
    CHECK(coffee["copies"] == 1);
    CHECK(coffee["blocks"].dump().contains("\"ean13\""));
    CHECK(coffee["blocks"].dump().contains("S/ 7.50"));
    CHECK_FALSE(print(shop.cake)["papers"][0]["blocks"].dump().contains("barcode"));
    CHECK(shop.error("documents.print", {{"kind", "label"}, {"id", shop.ana.text()}}) ==
          "catalog.product_not_found");
    shop.call("staff.logout");
    CHECK(shop.error("documents.print", {{"kind", "label"}, {"id", shop.coffee.text()}}) ==
          "staff.not_logged_in");
    shop.call("staff.login", {{"person", shop.luis.text()}, {"pin", "1234"}});
    CHECK(shop.error("documents.print", {{"kind", "report"}, {"id", shop.coffee.text()}}) ==
          "staff.not_allowed");
}

TEST_CASE("A kitchen's ticket names what is prepared there, and says when it came before",
          "[documents][KIT-2]") {
    Shop shop;
    shop.open_register();
    const base::Json none{{"kind", "kitchen"}, {"id", shop.sell_coffee()["id"]}};
    CHECK(shop.call("documents.print", none)["papers"].empty());  // no station prepares it

    value(shop.database().run("UPDATE product SET station = 'bar' WHERE id = ?1", shop.coffee));
    const base::Json one{{"kind", "kitchen"}, {"id", shop.sell_coffee()["id"]}};
    const auto ticket = shop.call("documents.print", one)["html"].get<std::string>();
    CHECK(ticket.contains("Barra"));
    CHECK(ticket.contains("Comanda R001-00000002"));
    CHECK_FALSE(ticket.contains("7.50"));
    CHECK_FALSE(ticket.contains("DUPLICADO"));
    CHECK(shop.call("documents.print", one)["html"].get<std::string>().contains("DUPLICADO"));
}

}  // namespace
}  // namespace mostrador::tests
