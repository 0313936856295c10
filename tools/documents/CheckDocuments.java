// Judges the golden set of send-document/: each PDF by veraPDF, each message by HAPI FHIR, neither of which is ours.
// Prints a line for each judgement; exits with 1 when one is bad or when nothing was there to judge.

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.dstu3.model.Binary;
import org.hl7.fhir.dstu3.model.Bundle;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

public class CheckDocuments {
    static int bad = 0;
    static int judged = 0;

    static void judge(boolean good, String what) {
        judged++;
        if (!good) bad++;
        System.out.println((good ? "  ok   " : "  BAD  ") + what);
    }

    public static void main(String[] arguments) throws Exception {
        List<Path> files = new ArrayList<>();
        try (var found = Files.list(Path.of(arguments[0]))) {
            found.sorted().forEach(files::add);
        }
        VeraGreenfieldFoundryProvider.initialise();
        for (Path file : files) if (file.toString().endsWith(".pdf")) pdf(file);
        FhirContext context = FhirContext.forDstu3();
        FhirValidator validator = validator(context);
        for (Path file : files) if (file.toString().endsWith(".xml")) message(file, context, validator);
        System.out.println(judged + " judgements, " + bad + " bad");
        System.exit(bad > 0 || judged == 0 ? 1 : 0);
    }

    static void pdf(Path file) throws Exception {
        for (String flavour : new String[] {"ua1", "2a"}) {
            PDFAFlavour standard = PDFAFlavour.fromString(flavour);
            try (InputStream in = Files.newInputStream(file);
                    var parser = Foundries.defaultInstance().createParser(in, standard);
                    var judge = Foundries.defaultInstance().createValidator(standard, false)) {
                var result = judge.validate(parser);
                judge(result.isCompliant() && result.getTotalAssertions() > 0,
                        file.getFileName() + " " + flavour + ": " + result.getTotalAssertions() + " assertions");
                result.getTestAssertions().stream().limit(5)
                        .forEach(one -> System.out.println("         " + one.getRuleId().getClause() + " " + one.getMessage()));
            }
        }
    }

    static FhirValidator validator(FhirContext context) {
        var support = new ValidationSupportChain(
                new DefaultProfileValidationSupport(context),
                new InMemoryTerminologyServerValidationSupport(context),
                new CommonCodeSystemsTerminologyService(context),
                new SnapshotGeneratingValidationSupport(context));
        var rules = new FhirInstanceValidator(support);
        // The profiles of ITK3 are not published under a licence: the base standard is what is judged.
        rules.setAnyExtensionsAllowed(true);
        rules.setErrorForUnknownProfiles(false);
        var validator = context.newValidator();
        validator.registerValidatorModule(rules);
        return validator;
    }

    static void message(Path file, FhirContext context, FhirValidator validator) throws Exception {
        String xml = Files.readString(file);
        var errors = validator.validateWithResult(xml).getMessages().stream()
                .filter(one -> one.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal()).toList();
        judge(errors.isEmpty(), file.getFileName() + " STU3: " + errors.size() + " errors");
        errors.stream().limit(5).forEach(one -> System.out.println("         " + one.getLocationString() + " " + one.getMessage()));

        // A strict parser stops at what it does not know; what it understood, written again, has to be what was there.
        var parser = context.newXmlParser();
        parser.setParserErrorHandler(new ca.uhn.fhir.parser.StrictErrorHandler());
        parser.setOverrideResourceIdWithBundleEntryFullUrl(false);
        Bundle bundle = parser.parseResource(Bundle.class, xml);
        String difference = difference(tree(xml), tree(parser.encodeResourceToString(bundle)), "");
        judge(difference == null, file.getFileName() + " read and written by another parser: " + (difference == null ? "the same" : difference));

        Bundle document = (Bundle) bundle.getEntry().get(2).getResource();
        Binary first = document.getEntry().stream().map(one -> one.getResource())
                .filter(one -> one instanceof Binary).map(one -> (Binary) one).findFirst().orElseThrow();
        byte[] pdf = Files.readAllBytes(Path.of(file.toString().replaceAll("xml$", "pdf")));
        judge(Arrays.equals(first.getContent(), pdf), file.getFileName() + " carries its PDF byte for byte");
    }

    static Element tree(String xml) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes("UTF-8"))).getDocumentElement();
    }

    /** Where two trees differ first, or null; elements in their order, attributes in any. */
    static String difference(Element ours, Element theirs, String at) {
        String here = at + "/" + ours.getLocalName();
        if (!ours.getLocalName().equals(theirs.getLocalName()) || !ours.getNamespaceURI().equals(theirs.getNamespaceURI())) {
            return here + " became " + theirs.getLocalName();
        }
        if (!attributes(ours).equals(attributes(theirs))) return here + " has other attributes";
        List<Node> mine = children(ours), other = children(theirs);
        if (mine.size() != other.size()) return here + " has " + mine.size() + " children, then " + other.size();
        for (int index = 0; index < mine.size(); index++) {
            if (mine.get(index) instanceof Element one && other.get(index) instanceof Element two) {
                String found = difference(one, two, here);
                if (found != null) return found;
            } else if (!mine.get(index).getTextContent().strip().equals(other.get(index).getTextContent().strip())) {
                return here + " has another text";
            }
        }
        return null;
    }

    static TreeMap<String, String> attributes(Element element) {
        var all = new TreeMap<String, String>();
        for (int index = 0; index < element.getAttributes().getLength(); index++) {
            Node one = element.getAttributes().item(index);
            if (!one.getNodeName().startsWith("xmlns")) all.put(one.getNodeName(), one.getNodeValue());
        }
        return all;
    }

    static List<Node> children(Element element) {
        var all = new ArrayList<Node>();
        for (Node one = element.getFirstChild(); one != null; one = one.getNextSibling()) {
            if (one instanceof Element || !one.getTextContent().isBlank()) all.add(one);
        }
        return all;
    }
}
