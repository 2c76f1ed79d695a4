package io.argen.report;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.argen.run.ArgenException;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;

/** Turns a page into HTML; every value is escaped. */
final class PageTemplate {
  private final Configuration freemarker;

  PageTemplate() {
    freemarker = new Configuration(Configuration.VERSION_2_3_34);
    freemarker.setClassLoaderForTemplateLoading(
        PageTemplate.class.getClassLoader(), "io/argen/report");
    freemarker.setDefaultEncoding("UTF-8");
    freemarker.setOutputFormat(HTMLOutputFormat.INSTANCE);
    freemarker.setLocale(Locale.ROOT);
    freemarker.setLogTemplateExceptions(false);
    freemarker.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
  }

  /** The whole document. */
  String render(Page.Report page) {
    StringWriter out = new StringWriter(1 << 20);
    try {
      freemarker.getTemplate("report.ftlh").process(Map.of("page", page), out);
    } catch (IOException | TemplateException e) {
      throw new ArgenException("the report's template does not fit its page", e);
    }
    return out.toString();
  }
}
